// A Matrix client with Rust cryptography, driven by JSON lines: the independent judge of ours.
import { logger } from "matrix-js-sdk/lib/logger.js";
import { keepOutputClean, serve } from "./lines.mjs";
import * as rooms from "./rooms.mjs";
import { listMessages, tellMessages } from "./seen.mjs";
import { createIdentity, openSession, start } from "./session.mjs";
import * as trust from "./trust.mjs";

keepOutputClean();
logger.setLevel("error");

let session = null;
const withSession = (action) => (wanted) => {
  if (!session) throw new Error("not logged in");
  return action(session, wanted);
};

async function login(wanted) {
  session = await openSession(wanted);
  tellMessages(session);
  await start(session, wanted.recovery_key);
  if (wanted.isolation) trust.isolate(session, { mode: wanted.isolation });
  return { user_id: session.client.getUserId(), device_id: session.client.getDeviceId() };
}

await serve({
  login,
  isolation: withSession(trust.isolate),
  create_room: withSession(rooms.createRoom),
  join: withSession(rooms.joinRoom),
  leave: withSession(({ client }, { room }) => client.leave(room).then(() => null)),
  wait_membership: withSession(rooms.waitMembership),
  wait_invitation: withSession(rooms.waitInvitation),
  rooms: withSession(rooms.listRooms),
  say: withSession(rooms.say),
  react: withSession(rooms.react),
  messages: withSession((current, { room, history }) => listMessages(current, room, history)),
  device_status: withSession(trust.deviceStatus),
  user_status: withSession(trust.userStatus),
  reset_identity: withSession((current) => createIdentity(current, true)),
  new_room_key: withSession(({ crypto }, { room }) => crypto.forceDiscardSession(room)),
  set_up_recovery: withSession(trust.setUpRecovery),
  restore_backup: withSession(trust.restoreBackup),
  rss: () => process.memoryUsage().rss,
});
process.exit(0);
