"""A bot's standing on its homeserver: its identity, its secret storage, its key backup.

Each step looks first and may be repeated: a crash between two of them, or an empty disk, ends in
the same place. An identity that we do not hold is never overwritten.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from care.matrix.backup import Backup
from care.matrix.backup_codec import ALGORITHM, BackupKey
from care.matrix.cross_signing import SECRET_NAMES, OwnIdentity
from care.matrix.http import Json, MatrixError, MatrixHttp, path
from care.matrix.machine import Machine
from care.matrix.secret_storage import (
    WrongKey,
    decode_recovery_key,
    decrypt_secret,
    encode_recovery_key,
    encrypt_secret,
    is_key_described,
    key_description,
)
from care.matrix.signing import add_signature, decode_base64, encode_base64, is_signed_by
from care.runtime.errors import SettingsError
from care.runtime.secrets import read_secret, write_secret

_BACKUP = "m.megolm_backup.v1"


class Standing:
    """Creates or finds again all that makes other people's clients trust this device."""

    def __init__(self, http: MatrixHttp, machine: Machine, password: str, recovery: Path) -> None:
        self._http = http
        self._machine = machine
        self._password = password
        self._user_id: str = machine.olm.user_id
        self._device_id: str = machine.olm.device_id
        if not recovery.exists():
            write_secret(recovery, encode_recovery_key(os.urandom(32)))
        try:
            self._key = decode_recovery_key(read_secret(recovery))
        except WrongKey:
            raise SettingsError(f"Clé de récupération illisible : {recovery}") from None

    async def ensure(self) -> Backup:
        """The device signed, the secrets stored, the backup open.

        Raises SettingsError when the account has an identity that our recovery key does not open.
        """
        key_id = await self._ensure_storage_key()
        identity = await self._ensure_identity(key_id)
        await self._sign_this_device(identity)
        return await self._ensure_backup(key_id, identity)

    async def _ensure_storage_key(self) -> str:
        default = await self._read("m.secret_storage.default_key")
        if default is not None:
            key_id = str(default.get("key"))
            description = await self._read(f"m.secret_storage.key.{key_id}")
            if not is_key_described(self._key, description or {}):
                raise SettingsError(
                    f"{self._user_id} : la clé de récupération n’ouvre pas ses secrets"
                )
            return key_id
        key_id = secrets.token_hex(16)
        await self._write(f"m.secret_storage.key.{key_id}", key_description(self._key, "Cercle"))
        await self._write("m.secret_storage.default_key", {"key": key_id})
        return key_id

    async def _ensure_identity(self, key_id: str) -> OwnIdentity:
        kept = {name: await self._load(key_id, f"m.cross_signing.{name}") for name in SECRET_NAMES}
        found = {name: value for name, value in kept.items() if value is not None}
        published = await self._published_master()
        if len(found) == len(SECRET_NAMES):
            identity = OwnIdentity.from_secrets(found)
        elif published is not None:
            raise SettingsError(
                f"{self._user_id} : identité existante, clé de récupération absente"
            )
        else:
            identity = OwnIdentity.create()
            for name, secret in identity.secrets().items():
                await self._store(key_id, f"m.cross_signing.{name}", secret)
        if published is None:
            await self._publish(identity)
        elif published != identity.master.public:
            raise SettingsError(f"{self._user_id} : l’identité publiée n’est pas la nôtre")
        return identity

    async def _published_master(self) -> str | None:
        answer = await self._query_self()
        keys = answer.get("master_keys", {}).get(self._user_id, {}).get("keys", {})
        return next(iter(keys.values()), None)

    async def _publish(self, identity: OwnIdentity) -> None:
        body = identity.documents(self._user_id)
        signature = self._machine.olm.sign_json(dict(body["master_key"]))
        add_signature(body["master_key"], self._user_id, self._device_id, signature)
        target = path("keys", "device_signing", "upload")
        try:
            await self._http.request("POST", target, body)
        except MatrixError as error:
            if error.status != 401:
                raise
            body["auth"] = password_auth(self._user_id, self._password, error.body)
            await self._http.request("POST", target, body)

    async def _sign_this_device(self, identity: OwnIdentity) -> None:
        answer = await self._query_self()
        document: Json = answer["device_keys"][self._user_id][self._device_id]
        own = self._machine.olm.account.identity_keys
        claimed = document["keys"]
        if (
            claimed[f"ed25519:{self._device_id}"] != own["ed25519"]
            or claimed[f"curve25519:{self._device_id}"] != own["curve25519"]
        ):
            raise SettingsError(
                f"{self._user_id} : le serveur annonce d’autres clés que les nôtres"
            )
        if is_signed_by(document, self._user_id, identity.self_signing.public):
            return
        signed = identity.sign_device(self._user_id, document)
        body = {self._user_id: {self._device_id: signed}}
        target = path("keys", "signatures", "upload")
        answer = await self._http.request("POST", target, body)
        if answer.get("failures"):
            raise MatrixError(200, "M_INVALID_SIGNATURE", answer)

    async def _ensure_backup(self, key_id: str, identity: OwnIdentity) -> Backup:
        kept = await self._load(key_id, _BACKUP)
        current = await self._optional(path("room_keys", "version"))
        if kept is not None and current is not None:
            key = BackupKey(decode_base64(kept))
            if current["auth_data"].get("public_key") == key.public:
                return Backup(self._http, self._machine, key, str(current["version"]))
        key = BackupKey(decode_base64(kept) if kept is not None else os.urandom(32))
        await self._store(key_id, _BACKUP, encode_base64(key.private))
        auth: dict[str, Any] = {"public_key": key.public}
        device_signature = self._machine.olm.sign_json(dict(auth))
        master_signature = identity.master.sign(auth)
        add_signature(auth, self._user_id, self._device_id, device_signature)
        add_signature(auth, self._user_id, identity.master.public, master_signature)
        body = {"algorithm": ALGORITHM, "auth_data": auth}
        answer = await self._http.request("POST", path("room_keys", "version"), body)
        with self._machine.store.batch():
            self._machine.store.megolm.mark_none_backed_up()
        return Backup(self._http, self._machine, key, str(answer["version"]))

    async def _query_self(self) -> Json:
        body = {"device_keys": {self._user_id: [self._device_id]}}
        return await self._http.request("POST", path("keys", "query"), body)

    async def _load(self, key_id: str, name: str) -> str | None:
        data = await self._read(name)
        sealed = (data or {}).get("encrypted", {}).get(key_id)
        if sealed is None:
            return None
        try:
            return decrypt_secret(self._key, name, sealed)
        except WrongKey:
            raise SettingsError(
                f"{self._user_id} : la clé de récupération n’ouvre pas ses secrets"
            ) from None

    async def _store(self, key_id: str, name: str, secret: str) -> None:
        await self._write(name, {"encrypted": {key_id: encrypt_secret(self._key, name, secret)}})

    async def _read(self, name: str) -> Json | None:
        return await self._optional(path("user", self._user_id, "account_data", name))

    async def _write(self, name: str, content: Json) -> None:
        await self._http.request("PUT", path("user", self._user_id, "account_data", name), content)

    async def _optional(self, target: str) -> Json | None:
        try:
            return await self._http.request("GET", target)
        except MatrixError as error:
            if error.status == 404:
                return None
            raise


def password_auth(user_id: str, password: str, challenge: Json) -> Json:
    """The answer to a user-interactive authentication `challenge`."""
    return {
        "type": "m.login.password",
        "session": challenge.get("session"),
        "identifier": {"type": "m.id.user", "user": user_id},
        "password": password,
    }
