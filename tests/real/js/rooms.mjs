// Rooms: opening, joining, speaking.
import { Preset } from "matrix-js-sdk";
import { until } from "./waiting.mjs";

const MEMBERSHIP_SECONDS = 60;

export async function createRoom({ client, crypto }, { invite = [], encrypted = true, room_version, direct = false }) {
  const encryption = { type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } };
  const { room_id } = await client.createRoom({
    preset: Preset.PrivateChat,
    invite,
    is_direct: direct,
    room_version: room_version ?? undefined,
    initial_state: encrypted ? [encryption] : [],
  });
  await until("the new room", MEMBERSHIP_SECONDS, () => client.getRoom(room_id));
  if (encrypted) await until("encryption", MEMBERSHIP_SECONDS, () => crypto.isEncryptionEnabledInRoom(room_id));
  return room_id;
}

export async function joinRoom({ client }, { room }) {
  await client.joinRoom(room);
  await until("joining", MEMBERSHIP_SECONDS, () => client.getRoom(room)?.getMyMembership() === "join");
}

export async function waitMembership({ client }, { room, user, membership, seconds }) {
  const current = () => client.getRoom(room)?.getMember(user)?.membership;
  await until(`${user} to be ${membership}`, seconds, () => current() === membership);
}

export async function waitInvitation({ client }, { sender, seconds }) {
  const invited = (room) => room.getMyMembership() === "invite" && (!sender || room.getDMInviter() === sender || inviter(client, room) === sender);
  const room = await until("an invitation", seconds, () => client.getRooms().find(invited));
  return room.roomId;
}

function inviter(client, room) {
  return room.getMember(client.getUserId())?.events.member?.getSender();
}

export async function say({ client }, { room, text, content }) {
  const { event_id } = await client.sendMessage(room, { msgtype: "m.text", body: text, ...content });
  return event_id;
}

export async function react({ client }, { room, event_id, key }) {
  const relation = { rel_type: "m.annotation", event_id, key };
  return (await client.sendEvent(room, "m.reaction", { "m.relates_to": relation })).event_id;
}

export function listRooms({ client }) {
  return client.getRooms().map((room) => ({
    room_id: room.roomId,
    membership: room.getMyMembership(),
    name: room.name,
    version: room.getVersion(),
    encrypted: room.hasEncryptionStateEvent(),
    members: room.getMembers().map((member) => [member.userId, member.membership]),
  }));
}
