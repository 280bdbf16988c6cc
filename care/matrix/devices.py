"""Everybody's devices: asked when they changed, listened to only when their owner signed them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from nio.crypto import Olm, OlmDevice, TrustState

from care.matrix.crypto_store import CryptoStore
from care.matrix.device_list import ClaimedDevice, read_devices
from care.matrix.http import MatrixHttp, path
from care.matrix.trust import Doubt, Identity, decide_device_trust, read_identity

_USERS_PER_QUERY = 500
Accepts = Callable[[str, str | None], Awaitable[bool]]


async def accept_nobody(user_id: str, master: str | None) -> bool:
    """No operator vouches for a changed identity."""
    return False


class Devices:
    """What we know of people's devices and identities, kept true by `/sync` and `/keys/query`.

    `accepts` is asked, when the identity of a person changed, whether an operator checked that this
    (user id, master key) is them.
    """

    def __init__(self, http: MatrixHttp, olm: Olm, store: CryptoStore) -> None:
        self.accepts: Accepts = accept_nobody
        self._http = http
        self._olm = olm
        self._store = store
        self._pins = store.load_pins()
        self._doubts = store.load_doubts()
        self._changed = {
            user_id
            for (user_id, _), doubt in self._doubts.items()
            if doubt is Doubt.IDENTITY_CHANGED
        }
        self._asking: set[str] = set()
        self._turn = asyncio.Lock()
        # True: followed, but the list must be asked again before it is relied on.
        self._tracked = store.load_tracked()

    def mark_changed(self, users: Iterable[str]) -> None:
        """`/sync` said that the devices of these people changed. Inside a store batch."""
        followed = [user_id for user_id in users if user_id in self._tracked]
        self._store.save_tracked(followed, dirty=True)
        self._tracked.update(dict.fromkeys(followed, True))

    async def refresh(self, users: Iterable[str]) -> None:
        """Make sure that we know the present devices of `users`.

        People whose identity changed are asked every time: an operator may have accepted it.
        Whoever somebody else is asking about is known only when the answer is there.
        """
        people = list(users)
        if not self._asking.isdisjoint(people) or self._to_ask(people):
            async with self._turn:
                wanted = self._to_ask(people)
                for start in range(0, len(wanted), _USERS_PER_QUERY):
                    await self._query(wanted[start : start + _USERS_PER_QUERY])

    def _to_ask(self, users: list[str]) -> list[str]:
        return [one for one in users if self._tracked.get(one, True) or one in self._changed]

    def of(self, user_id: str) -> list[OlmDevice]:
        """The present devices of `user_id`, ours left out."""
        own = self._olm.device_id if user_id == self._olm.user_id else None
        active = self._olm.device_store.active_user_devices(user_id)
        return [device for device in active if device.id != own]

    def trusted_of(self, user_id: str) -> list[OlmDevice]:
        """The present devices of `user_id` that their owner signed, ours left out."""
        return [one for one in self.of(user_id) if one.trust_state == TrustState.verified]

    def by_sender_key(self, user_id: str, sender_key: str, ed25519: str) -> OlmDevice | None:
        """The device of `user_id` that has exactly these two keys, even logged out since."""
        for device in self._olm.device_store[user_id].values():
            if device.curve25519 == sender_key and device.ed25519 == ed25519:
                return device
        return None

    def doubt_about(self, user_id: str, device: OlmDevice | None) -> Doubt | None:
        """None when `device` was signed by its owner; otherwise why it is not listened to."""
        if device is None:
            return Doubt.UNKNOWN
        if device.trust_state == TrustState.verified:
            return None
        return self._doubts.get((user_id, device.id), Doubt.UNSIGNED)

    async def _query(self, users: list[str]) -> None:
        # Marked clean before asking: a change that /sync reports meanwhile makes them dirty again.
        self._tracked.update(dict.fromkeys(users, False))
        self._asking.update(users)
        try:
            answer = await self._http.request(
                "POST", path("keys", "query"), {"device_keys": {user_id: [] for user_id in users}}
            )
            identities = {user_id: _identity_in(answer, user_id) for user_id in users}
            accepted = [one for one in users if await self._is_accepted(one, identities[one])]
            with self._store.batch():
                self._forget_pins(accepted)
                for user_id in users:
                    claimed = read_devices(user_id, _part(answer, "device_keys", user_id))
                    self._learn(user_id, identities[user_id], claimed)
                clean = [user_id for user_id in users if not self._tracked[user_id]]
                self._store.save_tracked(clean, dirty=False)
        except BaseException:
            self._tracked.update(dict.fromkeys(users, True))
            raise
        finally:
            self._asking.difference_update(users)

    async def _is_accepted(self, user_id: str, identity: Identity) -> bool:
        pinned = self._pins.get(user_id)
        if pinned is None or pinned == identity.master:
            return False
        return await self.accepts(user_id, identity.master)

    def _forget_pins(self, users: list[str]) -> None:
        for user_id in users:
            self._store.unpin(user_id)
            del self._pins[user_id]

    def _learn(
        self, user_id: str, identity: Identity, claimed: Mapping[str, ClaimedDevice]
    ) -> None:
        known, pinned = self._olm.device_store[user_id], self._pins.get(user_id)
        has_changed = pinned not in (None, identity.master)
        (self._changed.add if has_changed else self._changed.discard)(user_id)
        trusts_somebody = False
        for claim in claimed.values():
            doubt = decide_device_trust(identity, pinned, user_id, claim.document)
            trusts_somebody = trusts_somebody or doubt is None
            self._learn_device(user_id, claim, doubt)
        gone = [one for one in known.values() if one.id not in claimed and not one.deleted]
        for device in gone:
            device.deleted = True
        self._store.save_devices(gone)
        if identity.master is not None and trusts_somebody and pinned is None:
            self._pins[user_id] = identity.master
            self._store.pin(user_id, identity.master)

    def _learn_device(self, user_id: str, claim: ClaimedDevice, doubt: Doubt | None) -> None:
        known = self._olm.device_store[user_id]
        if (user_id, claim.device_id) == (self._olm.user_id, self._olm.device_id):
            return
        device = known.get(claim.device_id)
        if device is not None and device.keys != claim.keys and doubt is not None:
            # Other keys under a known name, and the owner does not vouch for them: somebody else's.
            if not device.deleted:
                device.deleted = True
                self._store.save_devices([device])
            return
        state = TrustState.verified if doubt is None else TrustState.blacklisted
        before = (device.keys, device.deleted, device.trust_state) if device is not None else None
        if before != (claim.keys, False, state):
            device = OlmDevice(user_id, claim.device_id, claim.keys, trust_state=state)
            known[claim.device_id] = device
            self._store.save_devices([device])
        self._note_doubt((user_id, claim.device_id), doubt)

    def _note_doubt(self, device: tuple[str, str], doubt: Doubt | None) -> None:
        if self._doubts.get(device) == doubt:
            return
        self._store.save_doubt(*device, doubt)
        if doubt is None:
            del self._doubts[device]
        else:
            self._doubts[device] = doubt


def _identity_in(answer: Mapping[str, Any], user_id: str) -> Identity:
    return read_identity(
        user_id,
        _part(answer, "master_keys", user_id),
        _part(answer, "self_signing_keys", user_id),
    )


def _part(answer: Mapping[str, Any], section: str, user_id: str) -> Mapping[str, Any]:
    people = answer.get(section)
    part = people.get(user_id) if isinstance(people, Mapping) else None
    return part if isinstance(part, Mapping) else {}
