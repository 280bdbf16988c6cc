"""Erasing around a patient: one's own, in time; both ways of writing a redaction."""

from __future__ import annotations

from care.access.act import RoomKind
from care.access.people import Kind
from care.access.room_kind import KIND_EVENT, render_kind
from tests.policies.house import SEALED, Body, House

PATIENT, BOT = Kind.PATIENT, Kind.BOT
HOURS = 2
CIRCLE = [{"type": KIND_EVENT, "content": render_kind(RoomKind.CIRCLE)}]


class ErasuresTest(House):
    """A territory that gives people two hours."""

    def policy(self) -> Body:
        return {**super().policy(), "redaction_window_hours": HOURS}

    def circle(self, version: str = "12") -> str:
        room = self.create_room(BOT, initial_state=CIRCLE, room_version=version)
        self.bring_in(PATIENT, room)
        return room

    def says(self, who: Kind, room: str) -> str:
        code, answer = self.send(who, room, "m.room.encrypted", SEALED)
        assert code == 200
        return str(answer["event_id"])

    def reason(self, answered: tuple[int, Body]) -> str | None:
        code, answer = answered
        return None if code == 200 else str(answer["fr.cercle.reason"])

    def test_in_time_and_then_no_more_in_both_versions(self) -> None:
        for version in ("11", "12"):
            room = self.circle(version)
            first, second = self.says(PATIENT, room), self.says(PATIENT, room)
            self.reactor.advance(HOURS * 3600 - 60)
            assert self.reason(self.erase(PATIENT, room, first)) is None
            self.reactor.advance(120)
            assert self.reason(self.erase(PATIENT, room, second)) == "erased_too_late"
            assert self.reason(self.erase(BOT, room, second)) is None

    def test_a_redaction_sent_as_an_ordinary_event_is_the_same_redaction(self) -> None:
        room = self.circle()
        said = self.says(PATIENT, room)
        self.reactor.advance(HOURS * 3600 + 60)
        late = self.send(PATIENT, room, "m.room.redaction", {"redacts": said})
        assert self.reason(late) == "erased_too_late"

    def test_what_the_assistant_wrote_is_erased_by_nobody_else(self) -> None:
        room = self.circle()
        said = self.says(BOT, room)
        assert self.reason(self.erase(PATIENT, room, said)) == "erased_for_others"

    def test_an_event_of_another_room_is_another_s(self) -> None:
        room, other = self.circle(), self.circle()
        said = self.says(PATIENT, other)
        assert self.reason(self.erase(PATIENT, room, said)) == "erased_for_others"

    def test_elsewhere_there_is_no_hurry(self) -> None:
        said = self.says(PATIENT, self.conversation)
        self.reactor.advance(30 * 24 * 3600)
        assert self.reason(self.erase(PATIENT, self.conversation, said)) is None
