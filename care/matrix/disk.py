"""What an account's device keeps on disk, and how it is made again when the disk is empty."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from care.matrix.crypto_store import CryptoStore
from care.matrix.http import MatrixError, MatrixHttp, path
from care.matrix.identity import password_auth
from care.matrix.model import Credentials
from care.runtime.errors import SettingsError
from care.runtime.secrets import ensure_secret, read_secret, write_secret


@dataclass(frozen=True)
class AccountFiles:
    """`secrets` (password, recovery key, pickle key) is to be kept safe; `state` may be lost."""

    secrets: Path
    state: Path

    @property
    def password(self) -> Path:
        return self.secrets / "password"

    @property
    def recovery_key(self) -> Path:
        return self.secrets / "recovery_key"

    @property
    def pickle_key(self) -> Path:
        return self.secrets / "pickle_key"

    @property
    def device(self) -> Path:
        return self.state / "device.json"

    @property
    def crypto(self) -> Path:
        return self.state / "crypto.db"


@dataclass
class Device:
    """A logged-in device and its keys. `is_new`: made on an empty disk, not settled yet."""

    credentials: Credentials
    store: CryptoStore
    is_new: bool


async def open_device(http: MatrixHttp, user_id: str, files: AccountFiles) -> Device:
    """The device of `user_id` on this disk, logged in; a new one when there is none.

    Raises SettingsError when the password is missing or refused.
    """
    pickle_key = ensure_secret(files.pickle_key)
    known = _load_credentials(files, user_id)
    if known is not None and files.crypto.exists():
        http.access_token = known.access_token
        credentials = known if await _is_alive(http) else await _log_in(http, files, known)
        store = CryptoStore(files.crypto, pickle_key)
        return Device(credentials, store, is_new=not store.is_settled)
    for leftover in files.state.glob("crypto.db*"):
        leftover.unlink()
    credentials = await _log_in(http, files, Credentials(user_id, "", ""))
    return Device(credentials, CryptoStore(files.crypto, pickle_key), is_new=True)


async def forget_other_devices(http: MatrixHttp, device: Device, password: str) -> int:
    """Log out every other device of the account: a bot has one. Returns how many there were."""
    answer = await http.request("GET", path("devices"))
    others = [
        one["device_id"]
        for one in answer["devices"]
        if one["device_id"] != device.credentials.device_id
    ]
    if others:
        body = {"devices": others}
        try:
            await http.request("POST", path("delete_devices"), body)
        except MatrixError as error:
            if error.status != 401:
                raise
            auth = password_auth(device.credentials.user_id, password, error.body)
            await http.request("POST", path("delete_devices"), {**body, "auth": auth})
    return len(others)


def _load_credentials(files: AccountFiles, user_id: str) -> Credentials | None:
    with contextlib.suppress(FileNotFoundError, ValueError, TypeError):
        known = Credentials(**json.loads(files.device.read_text(encoding="utf-8")))
        if known.user_id == user_id:
            return known
    return None


async def _is_alive(http: MatrixHttp) -> bool:
    try:
        await http.request("GET", path("account", "whoami"), insist=None)
    except MatrixError as error:
        if error.status == 401:
            return False
        raise
    return True


async def _log_in(http: MatrixHttp, files: AccountFiles, known: Credentials) -> Credentials:
    http.access_token = None
    body = {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": known.user_id},
        "password": read_secret(files.password),
        "initial_device_display_name": "Cercle",
    }
    if known.device_id:
        body["device_id"] = known.device_id
    try:
        answer = await http.request("POST", path("login"), body, insist=None)
    except MatrixError as error:
        raise SettingsError(f"{known.user_id} : connexion refusée ({error.errcode})") from None
    credentials = Credentials(answer["user_id"], answer["device_id"], answer["access_token"])
    http.access_token = credentials.access_token
    write_secret(files.device, json.dumps(asdict(credentials)))
    return credentials
