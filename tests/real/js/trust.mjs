// What Rust cryptography thinks of people and of their devices.
import {
  AllDevicesIsolationMode,
  OnlySignedDevicesIsolationMode,
  encodeRecoveryKey,
} from "matrix-js-sdk/lib/crypto-api/index.js";

/** "signed": neither share with nor read devices that their owner has not signed (MSC4153). */
export function isolate({ crypto }, { mode }) {
  const modes = {
    signed: () => new OnlySignedDevicesIsolationMode(),
    all: () => new AllDevicesIsolationMode(false),
  };
  crypto.setDeviceIsolationMode(modes[mode]());
}

export async function deviceStatus({ crypto }, { user }) {
  const devices = (await crypto.getUserDeviceInfo([user], true)).get(user) ?? new Map();
  const statuses = [];
  for (const [device_id] of devices) {
    const status = await crypto.getDeviceVerificationStatus(user, device_id);
    statuses.push({
      device_id,
      signed_by_owner: status.signedByOwner,
      cross_signing_verified: status.crossSigningVerified,
    });
  }
  return statuses;
}

export async function userStatus({ crypto }, { user }) {
  const status = await crypto.getUserVerificationStatus(user);
  return {
    known: status.known,
    needs_user_approval: status.needsUserApproval,
    verified: status.isCrossSigningVerified(),
  };
}

/** Secret storage and key backup, both new; returns the recovery key. */
export async function setUpRecovery({ crypto }) {
  const key = await crypto.createRecoveryKeyFromPassphrase();
  await crypto.bootstrapSecretStorage({
    createSecretStorageKey: async () => key,
    setupNewSecretStorage: true,
    setupNewKeyBackup: true,
  });
  return encodeRecoveryKey(key.privateKey);
}

/** Fetch the key backup with the recovery key given at login. */
export async function restoreBackup({ crypto }) {
  await crypto.loadSessionBackupPrivateKeyFromSecretStorage();
  const trusted = await crypto.isKeyBackupTrusted(await crypto.getKeyBackupInfo());
  const { imported, total } = await crypto.restoreKeyBackup({});
  return { imported, total, matches_key: trusted.matchesDecryptionKey, trusted: trusted.trusted };
}
