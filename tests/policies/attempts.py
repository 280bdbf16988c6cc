"""How each act is tried, in a room of any kind where everybody is and has every power."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar
from urllib.parse import quote

from care.access.act import MARKED_KINDS, Act, RoomKind
from care.access.people import Kind
from care.access.power import CALL_MEMBER
from care.access.room_kind import KIND_EVENT
from tests.policies.house import CLIENT, LOCAL, SEALED, House, user

Attempt = Callable[[Kind], bool]
_SPACE = {"creation_content": {"type": "m.space"}}


class Attempts(House):
    """The room was a conversation when everybody came in; it was marked afterwards.

    So those whom the room is not for are there too, and only the policies refuse anything.
    """

    room_kind: ClassVar[RoomKind] = RoomKind.CONVERSATION

    def prepare(self, reactor: Any, clock: Any, homeserver: Any) -> None:
        super().prepare(reactor, clock, homeserver)
        self.unmarked = self.conversation
        self.conversation = self.open_to_all(self._birth() if self._is_space() else {})
        if self.room_kind in MARKED_KINDS:
            code, answer = self.mark(Kind.BOT, self.conversation)
            assert code == 200, answer

    def open_to_all(self, birth: dict[str, Any]) -> str:
        """A room where everybody is, with every power."""
        people = [user(kind) for kind in LOCAL if kind is not Kind.BOT]
        levels = {"users": dict.fromkeys(people, 100), "events": {}}
        room = self.create_room(Kind.BOT, power_level_content_override=levels, **birth)
        for kind in LOCAL:
            if kind is not Kind.BOT:
                self.bring_in(kind, room)
        return room

    def _is_space(self) -> bool:
        return self.room_kind is RoomKind.SPACE

    def _birth(self) -> dict[str, Any]:
        """What makes a new room one of this kind."""
        if self._is_space():
            return dict(_SPACE)
        if self.room_kind is RoomKind.CONVERSATION:
            return {}
        mark = {"type": KIND_EVENT, "content": {"kind": self.room_kind.value}}
        return {"initial_state": [mark]}

    def mark(self, who: Kind, room_id: str) -> tuple[int, dict[str, Any]]:
        """Say that the room is of this kind."""
        return self.state(who, room_id, KIND_EVENT, {"kind": self.room_kind.value})

    def attempts(self) -> Mapping[Act, Attempt]:
        """Those acts that may depend on the kind of room, and leave everybody in it."""
        return {
            Act.WRITE: self.writes_and_reads,
            Act.SEND_CLEAR_TEXT: self.speaks_in_clear,
            Act.CREATE_ROOM: self.creates,
            Act.INVITE: self.invites,
            Act.INVITE_BY_ADDRESS: self.invites_by_address,
            Act.REMOVE_MEMBER: self.removes(Kind.PROFESSIONAL),
            Act.UNSEAT_SERVICE: self.removes(Kind.BOT),
            Act.PUBLISH_ROOM: self.publishes,
            Act.MARK_ROOM: lambda kind: self.mark(kind, self.unmarked)[0] == 200,
            Act.EDIT_POWERS: self.edits_powers,
            Act.ERASE_OWN: self.erases_own,
            Act.ERASE_OTHERS: self.erases_others,
            **{act: self.sets(*state) for act, state in _STATES.items()},
        }

    def sets(self, event_type: str, content: dict[str, Any]) -> Attempt:
        return lambda kind: self.state(kind, self.conversation, event_type, content)[0] == 200

    def writes_and_reads(self, kind: Kind) -> bool:
        sent, _ = self.send(kind, self.conversation, "m.room.encrypted", SEALED)
        room = quote(self.conversation)
        read, page = self.ask(kind, "GET", f"{CLIENT}/rooms/{room}/messages?dir=b")
        return sent == read == 200 and page["chunk"][0]["sender"] == user(kind)

    def speaks_in_clear(self, kind: Kind) -> bool:
        text = {"msgtype": "m.text", "body": "Bonjour"}
        return self.send(kind, self.conversation, "m.room.message", text)[0] == 200

    def creates(self, kind: Kind) -> bool:
        return self.ask(kind, "POST", f"{CLIENT}/createRoom", self._birth())[0] == 200

    def invites(self, kind: Kind) -> bool:
        guest = self.newcomer(Kind.PROFESSIONAL)
        return self.act(kind, self.conversation, "invite", user_id=guest)[0] == 200

    def invites_by_address(self, kind: Kind) -> bool:
        address = {"medium": "email", "address": "a@example.org"}
        server = {"id_server": "id.test", "id_access_token": "t"}
        return self.act(kind, self.conversation, "invite", **address, **server)[0] == 200

    def removes(self, victim: Kind) -> Attempt:
        def remove(kind: Kind) -> bool:
            guest = self.newcomer(victim)
            assert self.act(Kind.BOT, self.conversation, "invite", user_id=guest)[0] == 200
            return self.act(kind, self.conversation, "kick", user_id=guest)[0] == 200

        return remove

    def publishes(self, kind: Kind) -> bool:
        path = f"{CLIENT}/directory/list/room/{quote(self.conversation)}"
        return self.ask(kind, "PUT", path, {"visibility": "public"})[0] == 200

    def edits_powers(self, kind: Kind) -> bool:
        _, levels = self.state(Kind.BOT, self.conversation, "m.room.power_levels")
        changed = {**levels, "redact": levels["redact"] - 1}
        return self.state(kind, self.conversation, "m.room.power_levels", changed)[0] == 200

    def says(self, kind: Kind) -> str:
        """An encrypted message; returns its event id."""
        code, answer = self.send(kind, self.conversation, "m.room.encrypted", SEALED)
        assert code == 200, answer
        return str(answer["event_id"])

    def erases_own(self, kind: Kind) -> bool:
        return self.erase(kind, self.conversation, self.says(kind))[0] == 200

    def erases_others(self, kind: Kind) -> bool:
        other = Kind.SECRETARY if kind is not Kind.SECRETARY else Kind.COORDINATOR
        return self.erase(kind, self.conversation, self.says(other))[0] == 200

    def enters(self, *, invited: bool) -> Attempt:
        """Whether a newcomer of this kind would be let in (asked of the module itself)."""
        checks = self.hs.get_module_api_callbacks().spam_checker

        def enter(kind: Kind) -> bool:
            asked = checks.user_may_join_room(self.newcomer(kind), self.conversation, invited)
            verdict = self.get_success(asked)
            self.last = {} if verdict == checks.NOT_SPAM else {"errcode": verdict[0], **verdict[1]}
            return bool(verdict == checks.NOT_SPAM)

        return enter

    def is_brought_in(self, kind: Kind) -> bool:
        """Whether the assistant may invite a newcomer of this kind."""
        guest = self.newcomer(kind)
        return self.act(Kind.BOT, self.conversation, "invite", user_id=guest)[0] == 200

    def leaves(self, kind: Kind) -> bool:
        return self.act(kind, self.conversation, "leave")[0] == 200


_STATES: Mapping[Act, tuple[str, dict[str, Any]]] = {
    Act.KNOCK: ("m.room.join_rules", {"join_rule": "knock"}),
    Act.MAKE_PUBLIC: ("m.room.join_rules", {"join_rule": "public"}),
    Act.OPEN_TO_SPACE: ("m.room.join_rules", {"join_rule": "restricted", "allow": []}),
    Act.OPEN_HISTORY: ("m.room.history_visibility", {"history_visibility": "world_readable"}),
    Act.ADMIT_GUESTS: ("m.room.guest_access", {"guest_access": "can_join"}),
    Act.SWITCH_OFF_ENCRYPTION: ("m.room.encryption", {"algorithm": "none"}),
    Act.UPGRADE_ROOM: ("m.room.tombstone", {"body": "", "replacement_room": "!x:cercle.test"}),
    Act.CHANGE_ROOM: ("m.room.name", {"name": "Équipe"}),
    Act.PIN: ("m.room.pinned_events", {"pinned": []}),
    Act.ADD_WIDGET: ("im.vector.modular.widgets", {"url": "https://x.example"}),
    Act.CALL: (CALL_MEMBER, {"memberships": []}),
}
