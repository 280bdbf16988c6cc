// An echo bot on matrix-js-sdk with Rust cryptography, for the bench. Nothing is kept on disk.
import { ClientEvent, MatrixEventEvent } from "matrix-js-sdk";
import { logger } from "matrix-js-sdk/lib/logger.js";
import { keepOutputClean, serve } from "./lines.mjs";
import { openSession, start } from "./session.mjs";
import { isolate } from "./trust.mjs";
import { until } from "./waiting.mjs";

keepOutputClean();
logger.setLevel("error");

let client = null;

function answerTo(text) {
  return text.startsWith("echo ") || text.startsWith("load ") ? null : `echo ${text}`;
}

async function answer(event) {
  if (event.getSender() === client.getUserId() || event.isDecryptionFailure()) return;
  if (event.getType() !== "m.room.message") return;
  const text = answerTo(String(event.getContent().body ?? ""));
  if (text) await client.sendMessage(event.getRoomId(), { msgtype: "m.text", body: text });
}

async function begin({ url, user, password }) {
  const session = await openSession({ url, user, password });
  client = session.client;
  isolate(session, { mode: "signed" });
  await start(session);
  client.on(MatrixEventEvent.Decrypted, (event) => void answer(event).catch(console.error));
  client.on(ClientEvent.SyncUnexpectedError, (error) => console.error(error?.stack));
  return { device_id: client.getDeviceId() };
}

async function send({ room, text }) {
  await until("the room", 60, () => client.getRoom(room)?.getMyMembership() === "join", 5);
  await client.sendMessage(room, { msgtype: "m.text", body: text });
}

await serve({ start: begin, send });
process.exit(0);
