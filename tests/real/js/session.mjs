// A logged-in matrix-js-sdk client with Rust cryptography, in memory.
import { createClient } from "matrix-js-sdk";
import { decodeRecoveryKey } from "matrix-js-sdk/lib/crypto-api/index.js";
import { until } from "./waiting.mjs";

const mute = () => {};
const quiet = {
  trace: mute,
  debug: mute,
  info: mute,
  log: mute,
  warn: mute,
  error: (...words) => console.error(...words),
  getChild: () => quiet,
};

/** Log in as `user`; `signed` gives the account a cross-signing identity that signs this device. */
export async function openSession({ url, user, password, signed = true, recovery_key, device_id }) {
  const credentials = await createClient({ baseUrl: url, logger: quiet }).loginRequest({
    type: "m.login.password",
    identifier: { type: "m.id.user", user },
    password,
    device_id: device_id ?? undefined,
  });
  const secrets = { key: recovery_key ? decodeRecoveryKey(recovery_key) : null };
  const client = createClient({
    baseUrl: url,
    logger: quiet,
    userId: credentials.user_id,
    accessToken: credentials.access_token,
    deviceId: credentials.device_id,
    cryptoCallbacks: {
      getSecretStorageKey: async ({ keys }) =>
        secrets.key ? [Object.keys(keys)[0], secrets.key] : null,
      cacheSecretStorageKey: (_id, _info, key) => {
        secrets.key = key;
      },
    },
  });
  await client.initRustCrypto({ useIndexedDB: false });
  const session = { client, crypto: client.getCrypto(), password, secrets };
  if (signed && !recovery_key) await createIdentity(session, false);
  return session;
}

/** Start listening; resolves when the first sync is in. */
export async function start(session, recovery_key) {
  const { client, crypto } = session;
  await client.startClient({ initialSyncLimit: 100 });
  await until("the first sync", 90, () => client.isInitialSyncComplete());
  if (recovery_key) {
    await crypto.getUserDeviceInfo([client.getUserId()], true);
    await crypto.bootstrapCrossSigning({});
  }
}

/** Make the account's cross-signing keys; `anew` throws existing ones away. */
export async function createIdentity({ client, crypto, password }, anew) {
  await crypto.bootstrapCrossSigning({
    setupNewCrossSigning: anew,
    authUploadDeviceSigningKeys: (request) => withPassword(client, password, request),
  });
}

async function withPassword(client, password, request) {
  try {
    return await request(null);
  } catch (refused) {
    if (!refused.data?.session) throw refused;
    return request({
      type: "m.login.password",
      session: refused.data.session,
      identifier: { type: "m.id.user", user: client.getUserId() },
      password,
    });
  }
}
