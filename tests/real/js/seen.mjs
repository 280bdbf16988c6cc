// What a person would see of each message: text or failure, and the shield drawn beside it.
import { ClientEvent, MatrixEventEvent, RoomEvent } from "matrix-js-sdk";
import { EventShieldColour, EventShieldReason } from "matrix-js-sdk/lib/crypto-api/index.js";
import { tell } from "./lines.mjs";

/** Tell each message of every room when it appears and whenever what is seen of it changes. */
export function tellMessages(session) {
  const { client } = session;
  const show = (event) => void describe(session, event).then((seen) => seen && tell({ news: "message", ...seen }));
  client.on(RoomEvent.Timeline, (event) => show(event));
  client.on(RoomEvent.LocalEchoUpdated, (event) => show(event));
  client.on(MatrixEventEvent.Decrypted, (event) => show(event));
  client.on(ClientEvent.SyncUnexpectedError, (error) => console.error("sync error", error?.stack));
}

/** What is seen of every message in `room`'s timeline, going back `history` events further. */
export async function listMessages(session, room_id, history) {
  const room = session.client.getRoom(room_id);
  if (!room) throw new Error(`unknown room ${room_id}`);
  if (history) await session.client.scrollback(room, history);
  const seen = [];
  for (const event of room.getLiveTimeline().getEvents()) {
    await session.client.decryptEventIfNeeded(event);
    seen.push(await describe(session, event));
  }
  return seen.filter(Boolean);
}

async function describe({ client, crypto }, event) {
  if (event.isState() || event.isBeingDecrypted() || event.status || event.isRedacted()) return null;
  if (!event.getId()?.startsWith("$")) return null;
  if (event.isEncrypted() && !event.getClearContent() && !event.isDecryptionFailure()) return null;
  const content = event.getOriginalContent();
  const failed = event.isDecryptionFailure();
  const relation = event.getWireContent()["m.relates_to"] ?? content["m.relates_to"] ?? {};
  return {
    event_id: event.getId(),
    room_id: event.getRoomId(),
    sender: event.getSender(),
    sent_at: event.getTs(),
    type: event.getType(),
    encrypted: event.isEncrypted(),
    text: failed ? "" : String(content.body ?? ""),
    content: failed ? {} : content,
    failure: failed ? (event.decryptionFailureReason ?? "UNKNOWN_ERROR") : null,
    failure_text: failed ? String(content.body ?? "") : null,
    edits: relation.rel_type === "m.replace" ? relation.event_id : null,
    in_reply_to: relation["m.in_reply_to"]?.event_id ?? null,
    attention: attention(client, event),
    ...(await shield(crypto, event, failed)),
  };
}

/** What the push rules of the account make of the message once it is read: what a phone does. */
function attention(client, event) {
  const found = client.getPushActionsForEvent(event, true);
  if (!found?.notify) return "none";
  return found.tweaks.sound && found.tweaks.highlight ? "rings" : found.tweaks.sound ? "sounds" : "shows";
}

async function shield(crypto, event, failed) {
  const info = event.isEncrypted() && !failed ? await crypto.getEncryptionInfoForEvent(event) : null;
  return {
    shield: info ? EventShieldColour[info.shieldColour].toLowerCase() : null,
    shield_reason: info?.shieldReason == null ? null : EventShieldReason[info.shieldReason],
  };
}
