"""Every cell of the table that may depend on the kind of room, tried in each kind of room.

Those that never do are in `test_module`.
"""

from __future__ import annotations

from typing import ClassVar

from care.access.act import CONDITIONS, Act, Answer, RoomKind
from care.access.rules import can_do, decide
from care.access.table import TABLE
from tests.policies.attempts import Attempt, Attempts
from tests.policies.house import LOCAL

#: Rules that do not look at the room, or have their own tests: see `test_module`.
ELSEWHERE = {
    Act.CREATE_CLEAR_ROOM,
    Act.INVITE_STRANGERS,
    Act.FEDERATE,
    Act.SET_ALIAS,
    Act.CHANGE_NAME,
    Act.BROWSE_DIRECTORY,
    Act.APPEAR_IN_DIRECTORY,
    Act.SEE_PROFILE,
}
#: Tried last, or on newcomers.
AT_THE_DOOR = {Act.BELONG, Act.JOIN, Act.LEAVE}
#: What else must be allowed for the act to happen.
TAKES_ALSO = {
    Act.UNSEAT_SERVICE: {Act.REMOVE_MEMBER},
    Act.KNOCK: {Act.CHANGE_ROOM},
    Act.OPEN_TO_SPACE: {Act.CHANGE_ROOM},
}
SAID_BY_SYNAPSE = {Act.INVITE_BY_ADDRESS}
ALL_MET = CONDITIONS - {Answer.IF_INVITED, Answer.IF_RECENT}


class RoomTable(Attempts):
    """One class for each kind of room; `check` compares what happened with the table."""

    def check(self, act: Act, attempt: Attempt, met: frozenset[Answer] = ALL_MET) -> None:
        room = self.room_kind
        acts = {act} | TAKES_ALSO.get(act, set())
        for kind in LOCAL:
            expected = all(can_do(kind, needed, room, met) for needed in acts)
            happened = attempt(kind)
            assert happened is expected, (act, kind, self.last)
            if not happened and act not in SAID_BY_SYNAPSE:
                reasons = {decide(kind, needed, room, met) for needed in acts}
                assert self.last["errcode"] == "M_FORBIDDEN", (act, kind, self.last)
                assert self.last["fr.cercle.reason"] in reasons, (act, kind, self.last)

    def check_everything(self) -> None:
        attempts = self.attempts()
        assert set(attempts) | AT_THE_DOOR | ELSEWHERE == set(Act)
        recent = ALL_MET | {Answer.IF_RECENT}
        for act, attempt in attempts.items():
            self.check(act, attempt, recent if act is Act.ERASE_OWN else ALL_MET)
        self.check(Act.BELONG, self.is_brought_in)
        self.check_entering()
        self.check_erasing_late()
        self.check(Act.LEAVE, self.leaves)

    def check_entering(self) -> None:
        self.check(Act.JOIN, self.enters(invited=False), frozenset())
        enters = self.enters(invited=True)
        for kind in LOCAL:
            expected = can_do(kind, Act.JOIN, self.room_kind, [Answer.IF_INVITED]) and can_do(
                kind, Act.BELONG, self.room_kind
            )
            assert enters(kind) is expected, (kind, self.last)

    def check_erasing_late(self) -> None:
        said = {kind: self.says(kind) for kind in LOCAL}
        self.reactor.advance(24 * 3600 + 60)
        self.check(
            Act.ERASE_OWN,
            lambda kind: self.erase(kind, self.conversation, said[kind])[0] == 200,
        )


class ConversationTable(RoomTable):
    """Nothing marks it."""

    def test_every_cell(self) -> None:
        self.check_everything()

    def test_what_is_tried_elsewhere_is_the_same_everywhere(self) -> None:
        usual = TABLE[RoomKind.CONVERSATION]
        for room in set(RoomKind) - {RoomKind.SPACE}:
            assert {act: TABLE[room][act] for act in ELSEWHERE} == {
                act: usual[act] for act in ELSEWHERE
            }


class SpaceTable(RoomTable):
    """It files rooms."""

    room_kind: ClassVar = RoomKind.SPACE

    def test_every_cell(self) -> None:
        self.check_everything()


class GroupTable(RoomTable):
    """Of the territory."""

    room_kind: ClassVar = RoomKind.GROUP

    def test_every_cell(self) -> None:
        self.check_everything()


class AnnouncementsTable(RoomTable):
    """Of the territory, where few write."""

    room_kind: ClassVar = RoomKind.ANNOUNCEMENTS

    def test_every_cell(self) -> None:
        self.check_everything()


class CircleTable(RoomTable):
    """Around a patient."""

    room_kind: ClassVar = RoomKind.CIRCLE

    def test_every_cell(self) -> None:
        self.check_everything()


class ProfessionalsTable(RoomTable):
    """Around a patient, without them."""

    room_kind: ClassVar = RoomKind.PROFESSIONALS

    def test_every_cell(self) -> None:
        self.check_everything()


class MailboxTable(RoomTable):
    """Of an organisation."""

    room_kind: ClassVar = RoomKind.MAILBOX

    def test_every_cell(self) -> None:
        self.check_everything()
