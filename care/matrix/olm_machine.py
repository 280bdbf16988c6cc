"""nio's Olm machine, with the few decisions that we take ourselves."""

from __future__ import annotations

from typing import Any

from nio.crypto import InboundSession, Olm, OutboundSession

_Broken = tuple[str, str]


class OlmMachine(Olm):  # type: ignore[misc]  # nio ships no types
    """Collects what nio would decide alone: whose Olm session broke, which keys were forwarded.

    `broken` holds (user id, Curve25519 key); `forwarded` what came in `m.forwarded_room_key`, as
    (user id, Curve25519 key, payload).
    """

    def __init__(self, user_id: str, device_id: str, store: Any) -> None:
        self.broken: set[_Broken] = set()
        self.forwarded: list[tuple[str, str, dict[str, Any]]] = []
        self.used_one_time_key = False
        super().__init__(user_id, device_id, store)

    def _mark_device_for_unwedging(self, sender: str, sender_key: str) -> None:
        self.broken.add((sender, sender_key))

    def _handle_forwarded_room_key_event(
        self, sender: str, sender_key: str, payload: dict[str, Any]
    ) -> None:
        self.forwarded.append((sender, sender_key, payload))

    def create_session(self, one_time_key: str, curve_key: str) -> OutboundSession:
        # nio saves the whole account for each session, though beginning one does not change it, and
        # the session itself, which is saved when it first encrypts.
        session = OutboundSession(self.account, curve_key, one_time_key)
        self.session_store.add(curve_key, session)
        return session

    def _create_inbound_session(self, sender: str, sender_key: str, message: Any) -> InboundSession:
        # nio saves the account before the one-time key is used up: it must be saved again after.
        self.used_one_time_key = True
        return super()._create_inbound_session(sender, sender_key, message)
