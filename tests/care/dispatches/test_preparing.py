"""From what is wanted to what waits for a last look."""

from __future__ import annotations

import pytest

from care.circles.model import Circle
from care.dispatches.model import Draft, File, Form, Piece, Stage, Wanted, Wish
from care.dispatches.preparing import (
    choose_addressee,
    choose_identity,
    choose_sender,
    choose_type,
    prepare_sending,
)
from care.runtime.errors import Refusal
from tests.care.dispatches.territory import (
    ALICE,
    BOX_ALICE,
    BOX_IDA,
    BOX_RAD_2,
    BOX_TEAM,
    START,
    Territory,
)


@pytest.fixture
def town() -> Territory:
    return Territory()


@pytest.fixture
def circle(town: Territory) -> Circle:
    return town.open_circle()


def prepare(town: Territory, circle: Circle, wanted: Wanted) -> Draft:
    """Alice wants it."""
    with town.unit() as work:
        return prepare_sending(work, town.office, ALICE, circle.id.text, wanted)


def test_each_doubt_is_asked_in_turn_and_nobody_is_written_to_twice(
    town: Territory, circle: Circle
) -> None:
    scan = File("scan.pdf", "application/pdf", b"%PDF-")
    piece = Piece("$1", ALICE, START, name="scan.pdf", link={})
    wishes = (Wish("Rayon"), Wish(BOX_IDA), Wish("Ida Soigne"))
    draft = prepare(town, circle, Wanted(Form.DOCUMENT, wishes, "", piece, scan))
    assert (draft.stage, draft.unsure, len(draft.choices)) == (Stage.WHO, "Rayon", 2)
    with town.unit() as work:
        with pytest.raises(Refusal, match="dispatch-no-number"):
            choose_addressee(work, town.office, draft, 3)
        draft = choose_addressee(work, town.office, draft, 2)
    assert [one.address for one in draft.addressees] == [BOX_RAD_2, BOX_IDA]
    assert draft.stage is Stage.TYPE
    with pytest.raises(Refusal, match="dispatch-no-number"):
        choose_type(draft, number=9)
    with pytest.raises(Refusal, match="dispatch-unknown-type"):
        choose_type(draft, typed="xyzzy")
    assert choose_type(draft, typed="bilan de").stage in {Stage.TYPE, Stage.REVIEW}
    draft = choose_type(draft, typed="ordonnance")
    assert (draft.stage, draft.type_code) == (Stage.REVIEW, "57833-6")


def test_without_identity_a_document_is_a_plain_mail_and_back(
    town: Territory, circle: Circle
) -> None:
    draft = prepare(town, circle, Wanted(Form.DOCUMENT, (Wish("Marc Rayon"),), "Bonjour"))
    plain = choose_identity(draft, wanted=False)
    assert (plain.form, plain.with_identity) == (Form.MAIL, False)
    assert choose_identity(plain, wanted=True) == draft
    mail = prepare(town, circle, Wanted(Form.MAIL, (Wish("Marc Rayon"),), "Bonjour"))
    assert mail.with_identity is False
    assert choose_identity(mail, wanted=True).form is Form.MAIL


def test_it_leaves_from_one_of_their_mailboxes(town: Territory, circle: Circle) -> None:
    wishes = (Wish("Marc Rayon"),)
    draft = prepare(town, circle, Wanted(Form.MAIL, wishes, "Bonjour"))
    assert draft.mailbox == BOX_ALICE
    with town.unit() as work:
        assert choose_sender(work, town.office, draft, 1).mailbox == BOX_TEAM
        with pytest.raises(Refusal, match="dispatch-no-number"):
            choose_sender(work, town.office, draft, 2)
    with pytest.raises(Refusal, match="dispatch-not-your-mailbox"):
        prepare(town, circle, Wanted(Form.MAIL, wishes, "Bonjour", mailbox=BOX_IDA))
