"""What a room is for, through marks, replacements and lies."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from unittest.mock import patch
from urllib.parse import quote

from care.access.act import RoomKind
from care.access.people import Kind
from care.access.room_kind import KIND_EVENT, render_kind
from policies.kinds import RoomKinds
from tests.policies.house import CLIENT, SEALED, Body, House, user

PRO, BOT = Kind.PROFESSIONAL, Kind.BOT
CIRCLE = {"type": KIND_EVENT, "content": render_kind(RoomKind.CIRCLE)}
TOMBSTONE = "m.room.tombstone"


class RoomKindsTest(House):
    """Asked afresh each time, so that nothing remembered helps."""

    def kind_of(self, room_id: str) -> RoomKind:
        return self.get_success(RoomKinds(self.hs.get_module_api()).of(room_id))

    def circle(self, **request: object) -> str:
        return self.create_room(BOT, initial_state=[CIRCLE], **request)

    def replaced(self, old: str, who: Kind = BOT, version: str = "12") -> str:
        code, answer = self.act(who, old, "upgrade", new_version=version)
        assert code == 200, answer
        return str(answer["replacement_room"])

    def continuing(self, old: str, who: Kind = PRO) -> tuple[int, Body]:
        """Ask for a new room that says that it continues this one."""
        creation = {"predecessor": {"room_id": old, "event_id": "$x"}}
        return self.ask(who, "POST", f"{CLIENT}/createRoom", {"creation_content": creation})

    def test_a_mark_a_type_or_nothing(self) -> None:
        space = self.create_room(BOT, creation_content={"type": "m.space"})
        kinds = [self.kind_of(room) for room in (self.circle(), space, self.create_room(PRO))]
        assert kinds == [RoomKind.CIRCLE, RoomKind.SPACE, RoomKind.CONVERSATION]
        assert self.kind_of("!unknown:cercle.test") is RoomKind.CONVERSATION

    def test_a_replacement_is_what_its_predecessor_was_through_both_versions(self) -> None:
        room = self.circle(room_version="11")
        for version in ("11", "12", "12"):
            room = self.replaced(room, version=version)
            assert self.state(BOT, room, KIND_EVENT)[0] == 404, "Synapse copies no mark"
            assert self.kind_of(room) is RoomKind.CIRCLE

    def test_the_assistant_marks_the_replacement_as_it_was_and_not_otherwise(self) -> None:
        room = self.replaced(self.circle())
        other = render_kind(RoomKind.GROUP)
        code, answer = self.state(BOT, room, KIND_EVENT, other)
        assert (code, answer["fr.cercle.reason"]) == (403, "room_mark")
        assert self.state(BOT, room, KIND_EVENT, render_kind(RoomKind.CIRCLE))[0] == 200

    def test_members_do_not_follow_by_themselves_and_the_old_room_stays_readable(self) -> None:
        old = self.circle()
        self.bring_in(PRO, old)
        new = self.replaced(old)
        code, answer = self.ask(PRO, "POST", f"{CLIENT}/join/{quote(new)}", {})
        assert (code, answer["fr.cercle.reason"]) == (403, "not_invited")
        self.bring_in(PRO, new)
        assert self.ask(PRO, "GET", f"{CLIENT}/rooms/{quote(old)}/messages?dir=b")[0] == 200

    def test_nobody_else_claims_to_continue_a_circle(self) -> None:
        code, answer = self.continuing(self.circle())
        assert (code, answer["fr.cercle.reason"]) == (403, "room_upgrade")

    def test_a_predecessor_that_knows_nothing_of_it_gives_nothing(self) -> None:
        code, answer = self.continuing(self.circle(), BOT)
        assert code == 200
        assert self.kind_of(answer["room_id"]) is RoomKind.CONVERSATION

    def test_a_conversation_replaced_is_a_conversation(self) -> None:
        first = self.create_room(PRO, room_version="11")
        code, answer = self.continuing(first)
        assert code == 200, answer
        content = {"body": "", "replacement_room": answer["room_id"]}
        assert self.state(PRO, first, TOMBSTONE, content)[0] == 200
        assert self.kind_of(answer["room_id"]) is RoomKind.CONVERSATION

    def test_a_mark_is_never_changed_emptied_nor_erased(self) -> None:
        room = self.circle()
        path = f"{CLIENT}/rooms/{quote(room)}/state/{KIND_EVENT}/?format=event"
        _, mark = self.ask(BOT, "GET", path)
        attempts = [
            self.state(BOT, room, KIND_EVENT, {}),
            self.state(BOT, room, KIND_EVENT, render_kind(RoomKind.GROUP)),
            self.state(BOT, room, KIND_EVENT, render_kind(RoomKind.CIRCLE), key="x"),
            self.erase(BOT, room, mark["event_id"]),
        ]
        reasons = [(code, answer["fr.cercle.reason"]) for code, answer in attempts]
        assert reasons == [(403, "room_mark")] * 4
        assert self.kind_of(room) is RoomKind.CIRCLE

    def test_an_assistant_marks_a_conversation_at_any_time_and_once(self) -> None:
        room = self.create_room(BOT)
        self.bring_in(PRO, room)
        assert self.kind_of(room) is RoomKind.CONVERSATION
        assert self.state(BOT, room, KIND_EVENT, render_kind(RoomKind.PROFESSIONALS))[0] == 200
        assert self.kind_of(room) is RoomKind.PROFESSIONALS
        code, _ = self.act(BOT, room, "invite", user_id=user(Kind.PATIENT))
        assert code == 403


class CostTest(House):
    """Messages are most of what a server does: they pay nothing for the rules of rooms."""

    def questions(self, act: Callable[[], tuple[int, Body]]) -> int:
        """How often the module asked Synapse for state, or its database, during this act."""
        api = self.hs.get_module_api()
        with (
            patch.object(api, "get_room_state", wraps=api.get_room_state) as states,
            patch.object(api, "run_db_interaction", wraps=api.run_db_interaction) as reads,
        ):
            code, answer = act()
        assert code == 200, answer
        return int(states.call_count + reads.call_count)

    def test_a_message_or_a_reaction_asks_nothing_of_the_room(self) -> None:
        room = self.create_room(BOT, initial_state=[CIRCLE])
        said = self.questions(lambda: self.send(BOT, room, "m.room.encrypted", SEALED))
        relation = {"rel_type": "m.annotation", "event_id": self.last["event_id"], "key": "✅"}
        sign = {"m.relates_to": relation}
        reacted = self.questions(lambda: self.send(BOT, room, "m.reaction", sign))
        assert (said, reacted) == (0, 0)

    def test_a_mark_is_read_once(self) -> None:
        room = self.create_room(BOT, initial_state=[CIRCLE])
        pins = ({"pinned": [f"${number}"]} for number in itertools.count())

        def pin() -> tuple[int, Body]:
            return self.state(BOT, room, "m.room.pinned_events", next(pins))

        assert [self.questions(pin) for _ in range(3)] == [1, 0, 0]
