"""The desk by itself: what it asks, what it keeps, what it refuses."""

from __future__ import annotations

import pytest

from bots.engine.markup import Written
from bots.liaison.sending.cards import StatusCards
from bots.liaison.sending.desk import SendingDesk, Source
from bots.liaison.sending.wording import Ask, Said
from care.dispatches.drafts import recall_draft
from care.dispatches.model import Dispatch, Home
from care.dispatches.office import PARIS
from care.runtime.errors import Refusal
from tests.care.dispatches.territory import ALICE, BOX_TEAM, Territory

BOT = "@liaison:test"


class Sayings:
    """A desk for each thing that Alice says."""

    def __init__(self, *, circle: bool = True, mailbox: str = "") -> None:
        self.town = Territory()
        self.circle = self.town.open_circle().id.text if circle else None
        self.mailbox = mailbox
        self.left: list[tuple[Dispatch, str]] = []

    def says(self, ask: Ask, rest: str = "", number: int | None = None) -> Written | None:
        """One order."""
        with self.town.unit() as work:
            desk = SendingDesk(
                work, self.town.office, StatusCards(BOT, PARIS), ALICE, "!room", Home(BOT, "!room"),
                Source, self.circle, self.mailbox,
                sent=lambda dispatch, card: self.left.append((dispatch, card)),
            )  # fmt: skip
            return desk.answer(Said(ask, rest, number))


@pytest.mark.parametrize(
    ("ask", "rest", "number", "reason"),
    [
        (Ask.SEND, "", None, "dispatch-to-whom"),
        (Ask.SEND, "Marc Rayon", None, "dispatch-what"),
        (Ask.CONFIRM, "", None, "dispatch-nothing-waits"),
        (Ask.TYPE, "ordonnance", None, "dispatch-nothing-waits"),
        (Ask.REPLACE, "1 : x", 1, "dispatch-unknown"),
        (Ask.WITHDRAW, "", None, "dispatch-unknown"),
        (Ask.CLOSE, "", None, "dispatch-nothing-to-close"),
    ],
)
def test_what_cannot_be_is_refused(ask: Ask, rest: str, number: int | None, reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        Sayings().says(ask, rest, number)


def test_it_leaves_once_it_was_looked_at_and_then_nothing_waits() -> None:
    desk = Sayings()
    assert desk.says(Ask.SEND, "Marc Rayon : plaie propre") is not None
    assert desk.says(Ask.CONFIRM) is None
    assert [dispatch.form.value for dispatch, _ in desk.left] == ["document"]
    with pytest.raises(Refusal, match="dispatch-nothing-waits"):
        desk.says(Ask.CONFIRM)


def test_while_in_doubt_it_does_not_leave() -> None:
    desk = Sayings()
    desk.says(Ask.MAIL, "Rayon : bonjour")
    with pytest.raises(Refusal, match="dispatch-to-whom"):
        desk.says(Ask.CONFIRM)
    desk.says(Ask.CANCEL)
    with desk.town.unit() as work:
        assert recall_draft(work, "!room", ALICE) is None


def test_a_mailbox_s_room_sends_plain_mails_from_its_mailbox() -> None:
    desk = Sayings(circle=False, mailbox=BOX_TEAM)
    desk.says(Ask.SEND, "Marc Rayon : bonjour")
    desk.says(Ask.CONFIRM)
    ((dispatch, _),) = desk.left
    assert (dispatch.form.value, dispatch.mailbox, dispatch.circle) == ("mail", BOX_TEAM, None)
    listed = desk.says(Ask.LIST)
    assert listed is not None
    assert "Marc RAYON" in listed.text
