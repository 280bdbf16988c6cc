"""An independent Matrix client (matrix-js-sdk, Rust cryptography): what it sees of ours."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Literal, Self

from tests.real.js.install import HERE, NODE, install
from tests.real.judge.process import ChildFailure, JsonChild
from tests.real.judge.seen import DeviceStatus, Restored, RoomView, Seen, UserStatus, read

Isolation = Literal["signed", "all"]
WITHHELD = "MEGOLM_KEY_WITHHELD_FOR_UNVERIFIED_DEVICE"


class NotSeen(AssertionError):
    """What was waited for did not come; tells what was seen instead."""


class Judge:
    """One account on one new device, in its own Node process, with nothing kept on disk.

    Every wait is in seconds and raises NotSeen or ChildFailure when it is over.
    """

    def __init__(self) -> None:
        self._child = JsonChild([str(NODE), str(HERE / "judge.mjs")], self._on_news)
        self._seen: dict[str, Seen] = {}
        self._changed = asyncio.Event()
        self.user_id = ""
        self.device_id = ""

    async def __aenter__(self) -> Self:
        await asyncio.to_thread(install)
        await self._child.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """End the Node process; the device stays known to the homeserver."""
        await self._child.close()

    async def login(
        self,
        hs_url: str,
        user: str,
        password: str,
        *,
        signed: bool = True,
        isolation: Isolation | None = None,
        recovery_key: str | None = None,
        device_id: str | None = None,
    ) -> Self:
        """Log in on a new device and start listening.

        `signed` makes a cross-signing identity that signs the device; with `recovery_key` the
        identity is fetched from the account's secret storage instead.
        """
        answer = await self._child.ask(
            "login",
            150,
            url=hs_url,
            user=user,
            password=password,
            signed=signed,
            isolation=isolation,
            recovery_key=recovery_key,
            device_id=device_id,
        )
        self.user_id, self.device_id = answer["user_id"], answer["device_id"]
        return self

    async def isolation(self, mode: Isolation) -> None:
        """ "signed": neither share with nor read devices that are not cross-signed (MSC4153)."""
        await self._child.ask("isolation", mode=mode)

    # Rooms

    async def create_room(
        self,
        invite: list[str] | tuple[str, ...] = (),
        encrypted: bool = True,
        room_version: str | None = None,
        direct: bool = False,
    ) -> str:
        """The id of a new private room."""
        wanted: dict[str, Any] = {
            "invite": list(invite),
            "encrypted": encrypted,
            "direct": direct,
        }
        room: str = await self._child.ask("create_room", room_version=room_version, **wanted)
        return room

    async def join(self, room: str) -> None:
        """Join `room`; returns once its state came by sync."""
        await self._child.ask("join", room=room)

    async def leave(self, room: str) -> None:
        """Leave `room`."""
        await self._child.ask("leave", room=room)

    async def wait_membership(
        self, room: str, user: str, membership: str = "join", timeout: float = 90
    ) -> None:
        """Return once `user` is `membership` in `room`."""
        wanted: dict[str, Any] = {"room": room, "user": user, "membership": membership}
        await self._child.ask("wait_membership", timeout + 5, seconds=timeout, **wanted)

    async def wait_invitation(self, sender: str | None = None, timeout: float = 90) -> str:
        """The id of a room we are invited to, by `sender` if given."""
        room: str = await self._child.ask(
            "wait_invitation", timeout + 5, sender=sender, seconds=timeout
        )
        return room

    async def rooms(self) -> list[RoomView]:
        """Every room of the account, as seen by it."""
        return [read(RoomView, row) for row in await self._child.ask("rooms")]

    # Messages

    async def say(
        self, room: str, text: str, content: dict[str, Any] | None = None, timeout: float = 90
    ) -> str:
        """Send `text`, encrypted when the room is; returns the event id."""
        event_id: str = await self._child.ask(
            "say", timeout, room=room, text=text, content=content or {}
        )
        return event_id

    async def react(self, room: str, event_id: str, key: str) -> str:
        """React to a message; returns the reaction's event id."""
        reaction: str = await self._child.ask("react", room=room, event_id=event_id, key=key)
        return reaction

    async def messages(self, room: str, history: int = 0) -> list[Seen]:
        """Every message of the timeline, in order: read, clear and unreadable ones.

        `history`: how many older events to fetch first.
        """
        rows = await self._child.ask("messages", room=room, history=history)
        return [read(Seen, row) for row in rows]

    def seen_so_far(self, room: str | None = None) -> list[Seen]:
        """What was seen since login, without asking again."""
        return [seen for seen in self._seen.values() if room in (None, seen.room_id)]

    async def wait_message(
        self,
        room: str,
        sender: str | None = None,
        *,
        contains: str = "",
        where: Callable[[Seen], bool] = lambda _: True,
        readable: bool = True,
        timeout: float = 90,
    ) -> Seen:
        """The first message of `room` that fits, seen already or to come.

        With `readable` false, the first one that could not be read.
        """

        def fits(seen: Seen) -> bool:
            return (
                seen.room_id == room
                and sender in (None, seen.sender)
                and (seen.failure is None) == readable
                and contains in seen.text
                and where(seen)
            )

        try:
            async with asyncio.timeout(timeout):
                while True:
                    for seen in self._seen.values():
                        if fits(seen):
                            return seen
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            raise NotSeen(self._instead(room, timeout)) from None

    async def wait_failure(
        self, room: str, reason: str, sender: str | None = None, timeout: float = 90
    ) -> Seen:
        """The first message that cannot be read for this reason, known perhaps after others."""
        return await self.wait_message(
            room,
            sender,
            where=lambda seen: seen.failure == reason,
            readable=False,
            timeout=timeout,
        )

    # Trust

    async def device_status(self, user: str) -> list[DeviceStatus]:
        """What is thought of each device of `user`, asked afresh."""
        return [
            read(DeviceStatus, row) for row in await self._child.ask("device_status", user=user)
        ]

    async def wait_devices(
        self, user: str, fit: Callable[[list[DeviceStatus]], bool], timeout: float = 90
    ) -> list[DeviceStatus]:
        """The devices of `user`, once they `fit`: news of devices comes by sync."""
        statuses: list[DeviceStatus] = []
        deadline = asyncio.get_running_loop().time() + timeout
        while asyncio.get_running_loop().time() < deadline:
            statuses = await self.device_status(user)
            if fit(statuses):
                return statuses
            await asyncio.sleep(0.1)
        raise NotSeen(f"devices of {user} after {timeout:g} s: {statuses}")

    async def wait_signed(self, user: str, device_id: str, timeout: float = 90) -> None:
        """Return once this device of `user` is seen to be signed by its owner."""
        await self.wait_devices(
            user,
            lambda seen: any(s.device_id == device_id and s.signed_by_owner for s in seen),
            timeout,
        )

    async def user_status(self, user: str) -> UserStatus:
        """What is thought of `user`."""
        return read(UserStatus, await self._child.ask("user_status", user=user))

    async def reset_identity(self) -> None:
        """Throw our cross-signing identity away and make another: others must notice."""
        await self._child.ask("reset_identity")

    async def new_room_key(self, room: str) -> None:
        """Make the next message use a new room key."""
        await self._child.ask("new_room_key", room=room)

    async def set_up_recovery(self) -> str:
        """Make secret storage and a key backup; returns the recovery key."""
        key: str = await self._child.ask("set_up_recovery")
        return key

    async def restore_backup(self) -> Restored:
        """Fetch the key backup, with the recovery key given at login."""
        return read(Restored, await self._child.ask("restore_backup"))

    # The process itself

    async def rss(self) -> int:
        """Resident memory of the Node process, in bytes."""
        size: int = await self._child.ask("rss")
        return size

    @property
    def pid(self) -> int:
        """The Node process."""
        return self._child.pid

    def last_words(self) -> str:
        """The end of the Node process's standard error."""
        return self._child.last_words()

    def _on_news(self, line: dict[str, Any]) -> None:
        seen = read(Seen, line)
        self._seen[seen.event_id] = seen
        self._changed.set()

    def _instead(self, room: str, timeout: float) -> str:
        rows = [
            f"{seen.sender} {seen.failure or seen.text!r} encrypted={seen.encrypted}"
            for seen in self.seen_so_far(room)
        ]
        return (
            f"not seen within {timeout:g} s; seen instead: {rows or 'nothing'}\n{self.last_words()}"
        )


__all__ = ["WITHHELD", "ChildFailure", "Isolation", "Judge", "NotSeen"]
