"""Beginning anew with a device whose Olm session with us is broken (one side lost its state).

As the specification asks: a new session, an `m.dummy` through it so that the other side prefers it
from then on, and not more than once an hour per device.
"""

from __future__ import annotations

import math
import time

from nio.crypto import OlmDevice

from care.matrix.crypto_store import CryptoStore
from care.matrix.devices import Devices
from care.matrix.http import MatrixHttp
from care.matrix.olm_machine import OlmMachine
from care.matrix.olm_sessions import OlmSessions
from care.matrix.to_device import send_to_devices

_ONCE_PER = 3600.0


class Unwedging:
    """Mends broken Olm sessions, each device at most once per `once_per` seconds."""

    def __init__(
        self,
        http: MatrixHttp,
        olm: OlmMachine,
        store: CryptoStore,
        devices: Devices,
        sessions: OlmSessions,
        once_per: float = _ONCE_PER,
    ) -> None:
        self._http = http
        self._olm = olm
        self._store = store
        self._devices = devices
        self._sessions = sessions
        self._once_per = once_per
        self._mended: dict[str, float] = {}

    async def mend(self) -> int:
        """Begin anew with every device noted as broken; returns with how many."""
        if not self._olm.broken:
            return 0
        broken = set(self._olm.broken)
        await self._devices.refresh({user_id for user_id, _ in broken})
        devices = [
            device
            for user_id, sender_key in broken
            for device in self._devices.trusted_of(user_id)
            if device.curve25519 == sender_key and self._is_due(sender_key)
        ]
        begun = await self._sessions.begin(devices)
        self._olm.broken -= broken
        self._mended.update({device.curve25519: time.monotonic() for device in begun})
        await self._greet(begun)
        return len(begun)

    def _is_due(self, sender_key: str) -> bool:
        last = self._mended.get(sender_key, -math.inf)
        return time.monotonic() - last >= self._once_per

    async def _greet(self, devices: list[OlmDevice]) -> None:
        with self._store.batch():
            sealed = [(one, self._sessions.encrypt(one, "m.dummy", {})) for one in devices]
        messages = [((one.user_id, one.id), body) for one, body in sealed if body is not None]
        await send_to_devices(self._http, "m.room.encrypted", messages)
