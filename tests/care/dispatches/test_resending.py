"""What did not arrive leaves again: to whom it lacks, as it was, and to nobody twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from care.audit.store import lines_about_circle
from care.circles.model import Circle
from care.consent.model import Scope
from care.dispatches.model import Dispatch, Form, Wanted, Where, Wish
from care.dispatches.resending import KEPT, forget_old_mails, rename_mail, send_again
from care.dispatches.rules import MAY_HAVE
from care.dispatches.store import dispatch_of_mail, dispatches_of_circle
from care.dispatches.tries import mails_of
from care.dispatches.watching import DispatchWatcher
from care.dispatches.workflow import standings_of, withdraw
from care.identity.status import Attribute, Status
from care.mail.delivery import Delivery, Happening, after
from care.mail.mailboxes import Mailboxes
from care.mail.model import DeliveryChange
from care.mail.queue import OutgoingMail, load_outgoing
from care.mail.tables import OUTBOX, RECIPIENTS
from care.mail.unreached import kept_source
from care.runtime.errors import Refusal
from care.runtime.texts import Texts  # noqa: F401
from care.standards.rfc5322.parser import parse_mail
from care.standards.xdm.reader import read_xdm
from tests.care.dispatches.territory import (
    ALICE,
    BOX_ALICE,
    BOX_IDA,
    BOX_RAD,
    BOX_RAD_2,
    IDA,
    PAUL,
    Territory,
    identity,
)
from tests.care.dispatches.test_workflow import draft, leave

TWO = (Wish(BOX_RAD_2), Wish(BOX_RAD))


@pytest.fixture
def town() -> Territory:
    return Territory()


@pytest.fixture
def circle(town: Territory) -> Circle:
    return town.open_circle()


def sent(town: Territory, circle: Circle | None, form: Form = Form.DOCUMENT) -> Dispatch:
    """Something that left to two colleagues."""
    return leave(town, draft(town, circle, Wanted(form, TWO, "Plaie propre.")))


def tries(town: Territory, dispatch: Dispatch) -> list[OutgoingMail]:
    """Its mails, the first one first."""
    with town.unit() as work:
        found = [
            load_outgoing(work.connection, work.keys, dispatch.mailbox, one)
            for one in mails_of(work, dispatch)
        ]
    return [one for one in found if one is not None]


def happens(
    town: Territory, mail: OutgoingMail, address: str, happening: Happening, code: str = ""
) -> None:
    """News of one recipient of one mail."""
    with town.unit() as work:
        mail = load_outgoing(work.connection, work.keys, mail.mailbox, mail.message_id) or mail
        concerned = [one for one in mail.recipients if one.address == address]
        if not concerned or after(concerned[0].state, happening) is concerned[0].state:
            return
        (one,) = concerned
        state = after(one.state, happening)
        work.connection.execute(
            update(RECIPIENTS)
            .where(RECIPIENTS.c.number == mail.number, RECIPIENTS.c.rank == one.rank)
            .values(state=state.value, code=code, changed_at=work.now)
        )
        change = DeliveryChange(mail.mailbox, mail.message_id, address, state, code)
        DispatchWatcher().delivery_changed(work, change)


def fails(town: Territory, dispatch: Dispatch, address: str, code: str = "4.2.2") -> None:
    """Somebody's server gave up on the last mail."""
    mail = tries(town, dispatch)[-1]
    happens(town, mail, address, Happening.OFFERED)
    happens(town, mail, address, Happening.REFUSED, code)


def again(town: Territory, dispatch: Dispatch, person: str = ALICE, cause: str = "") -> list[str]:
    """Somebody has it leave again; to whom."""
    with town.unit(cause) as work:
        return [one.address for one in send_again(work, town.office, person, dispatch.id)]


def refused(town: Territory, dispatch: Dispatch, person: str = ALICE) -> str:
    """Why it does not leave again."""
    before = len(tries(town, dispatch))
    with pytest.raises(Refusal) as refusal:
        again(town, dispatch, person)
    assert len(tries(town, dispatch)) == before
    return refusal.value.reason


def sources(town: Territory, dispatch: Dispatch) -> list[bytes]:
    """The bytes of its mails."""
    with town.unit() as work:
        found = [
            kept_source(work.connection, work.keys, dispatch.mailbox, one)
            for one in mails_of(work, dispatch)
        ]
    return [one for one in found if one is not None]


def test_only_whoever_lacks_it_is_written_to_with_the_same_document(
    town: Territory, circle: Circle
) -> None:
    dispatch = sent(town, circle)
    happens(town, tries(town, dispatch)[0], BOX_RAD_2, Happening.TAKEN)
    fails(town, dispatch, BOX_RAD)
    town.clock.advance(timedelta(hours=3))
    assert again(town, dispatch) == [BOX_RAD]
    first, second = tries(town, dispatch)
    assert [one.address for one in second.recipients] == [BOX_RAD]
    assert first.message_id != second.message_id
    one, other = (parse_mail(source) for source in sources(town, dispatch))
    assert other.message_id == second.message_id.strip("<>")
    assert other.date is not None
    assert one.date is not None
    assert other.date - one.date == timedelta(hours=3)
    assert [file.content for file in one.attachments] == [
        file.content for file in other.attachments
    ]
    assert (one.subject, one.body, one.to, one.mss) == (
        other.subject, other.body, other.to, other.mss,
    )  # fmt: skip
    (archive,) = (file for file in other.attachments if file.name == "IHE_XDM.ZIP")
    (paper,) = read_xdm(archive.content).documents
    assert paper.entry is not None
    assert paper.entry.unique_id.startswith(dispatch.document_id.split("^")[0])
    with town.unit() as work:
        assert [s.where for s in standings_of(work, dispatch)] == [Where.SENT, Where.WAITING]
        acts = [
            (line.entry.act, line.entry.details["recipients"])
            for line in lines_about_circle(work.connection, work.keys, circle.id.text)
            if line.entry.act.startswith("dispatch.")
        ]
    assert acts == [("dispatch.sent", 2), ("dispatch.sent_again", 1)]


def test_the_news_of_every_mail_come_to_the_one_dispatch(town: Territory, circle: Circle) -> None:
    dispatch = sent(town, circle)
    fails(town, dispatch, BOX_RAD)
    again(town, dispatch)
    with town.unit() as work:
        for one in mails_of(work, dispatch):
            assert dispatch_of_mail(work.connection, work.keys, BOX_ALICE, one) == dispatch
        assert [d.id for d in dispatches_of_circle(work.connection, work.keys, circle.id.text)] == [
            dispatch.id
        ]


def test_the_same_word_heard_twice_sends_once(town: Territory, circle: Circle) -> None:
    dispatch = sent(town, circle)
    fails(town, dispatch, BOX_RAD)
    again(town, dispatch, cause="$event")
    with pytest.raises(Refusal, match="dispatch-nothing-failed"):
        again(town, dispatch, cause="$event")
    assert refused(town, dispatch, IDA) == "dispatch-not-yours"
    assert refused(town, dispatch) == "dispatch-nothing-failed"
    assert len(tries(town, dispatch)) == 2


@pytest.mark.parametrize("code", ["900", "902", "905", "906", ""])
def test_who_has_it_but_cannot_use_it_is_not_sent_the_same(
    town: Territory, circle: Circle, code: str
) -> None:
    dispatch = sent(town, circle)
    (mail,) = tries(town, dispatch)
    happens(town, mail, BOX_RAD, Happening.TAKEN)
    happens(town, mail, BOX_RAD, Happening.UNUSABLE, code)
    assert refused(town, dispatch) == "dispatch-nothing-failed"


def test_only_who_may_send_it_sends_it_again(town: Territory, circle: Circle) -> None:
    dispatch = sent(town, circle)
    fails(town, dispatch, BOX_RAD)
    assert refused(town, dispatch, IDA) == "dispatch-not-yours"
    assert refused(town, dispatch, PAUL) == "dispatch-no-own-mailbox"
    town.office = replace(town.office, mailboxes=Mailboxes(town.office.mailboxes.seats[1:]))
    assert refused(town, dispatch) == "dispatch-not-your-mailbox"


def test_what_holds_no_more_does_not_leave_again(town: Territory, circle: Circle) -> None:
    dispatch = sent(town, circle)
    fails(town, dispatch, BOX_RAD)
    with town.unit() as work:
        withdraw(work, town.office, ALICE, dispatch.id)
    assert refused(town, dispatch) == "dispatch-already-withdrawn"


def test_what_would_be_told_otherwise_today_does_not_leave_again(
    town: Territory, circle: Circle
) -> None:
    dispatch = sent(town, circle)
    plain = sent(town, circle, Form.MAIL)
    for one in (dispatch, plain):
        fails(town, one, BOX_RAD)
    for who in (
        identity(Status.VALIDATED),
        identity(number=False),
        replace(identity(), traits=replace(identity().traits, given_names="JEANNE")),
    ):
        town.becomes(circle, who)
        assert refused(town, dispatch) == "dispatch-identity-changed"
    town.becomes(circle, identity(Status.PROVISIONAL, Attribute.DOUBTFUL))
    assert refused(town, dispatch) == "dispatch-identity-locked"
    assert again(town, plain) == [BOX_RAD]  # it says nothing of her
    town.becomes(circle, identity())
    assert again(town, dispatch) == [BOX_RAD]


def test_the_patient_who_opposes_it_since_is_heard(town: Territory, circle: Circle) -> None:
    dispatch = sent(town, circle)
    fails(town, dispatch, BOX_RAD)
    town.opposes(circle, Scope.MAIL_TO_PROFESSIONALS)
    assert refused(town, dispatch) == "consent-opposed-mail"


def test_what_keeps_one_from_it_keeps_nobody_else(
    town: Territory, circle: Circle, monkeypatch: pytest.MonkeyPatch
) -> None:
    dispatch = sent(town, circle)
    fails(town, dispatch, BOX_RAD)
    fails(town, dispatch, BOX_RAD_2, "white-list")
    monkeypatch.setattr(town.white_list, "is_trusted", lambda address: address == BOX_RAD)
    assert again(town, dispatch) == [BOX_RAD]
    monkeypatch.setattr(town.white_list, "is_trusted", lambda address: False)
    assert refused(town, dispatch) == "dispatch-untrusted"


def test_after_a_month_it_is_to_be_written_anew(town: Territory, circle: Circle) -> None:
    dispatch = sent(town, circle)
    fails(town, dispatch, BOX_RAD)
    fails(town, dispatch, BOX_RAD_2)
    with town.unit() as work:
        work.connection.execute(update(OUTBOX).values(state="failed"))
        assert forget_old_mails(work, BOX_IDA) == 0
    town.clock.advance(KEPT + timedelta(minutes=1))
    with town.unit() as work:
        assert forget_old_mails(work, BOX_ALICE) == 1
        assert list(work.connection.execute(select(OUTBOX.c.source)).scalars()) == [b""]
    assert refused(town, dispatch) == "dispatch-too-old"


def test_who_read_it_after_all_is_spared_the_second_mail(town: Territory, circle: Circle) -> None:
    dispatch = sent(town, circle)
    first = tries(town, dispatch)[0]
    fails(town, dispatch, BOX_RAD, "no-answer")
    again(town, dispatch)
    happens(town, first, BOX_RAD, Happening.OPENED)
    assert tries(town, dispatch)[1].waiting == ()
    with town.unit() as work:
        assert standings_of(work, dispatch)[1].where is Where.READ
    assert refused(town, dispatch) == "dispatch-nothing-failed"


def test_a_mail_of_a_mailbox_leaves_again_too(town: Territory) -> None:
    dispatch = sent(town, None, Form.MAIL)
    fails(town, dispatch, BOX_RAD)
    assert again(town, dispatch) == [BOX_RAD]
    assert refused(town, replace(dispatch, id="d0")) == "dispatch-unknown"


def test_every_delivery_says_whether_somebody_may_have_it() -> None:
    assert set(MAY_HAVE) == set(Delivery)
    assert [one for one, may in MAY_HAVE.items() if not may] == [Delivery.FAILED]


def test_renaming_touches_nothing_else(town: Territory) -> None:
    dispatch = sent(town, None, Form.MAIL)
    (source,) = sources(town, dispatch)
    name = f"<{'n' * 70}@medecin.mssante.example>"
    renamed = rename_mail(source, name, town.clock.now())
    assert renamed.partition(b"\r\n\r\n")[2] == source.partition(b"\r\n\r\n")[2]
    assert parse_mail(renamed).message_id == name.strip("<>")
    dropped = (b"Message-ID", b"Date", f" {dispatch.message_id}".encode())
    kept = [
        [line for line in one.split(b"\r\n") if not line.startswith(dropped)]
        for one in (source, renamed)
    ]
    assert kept[0] == kept[1]
    with pytest.raises(ValueError, match="name and a date"):
        rename_mail(b"From: a\r\n\r\nx", name, town.clock.now())


_STEP = st.one_of(
    st.tuples(st.just("again"), st.sampled_from([ALICE, IDA, PAUL]), st.booleans()),
    st.tuples(
        st.just("news"),
        st.integers(min_value=0, max_value=4),
        st.sampled_from([BOX_RAD, BOX_RAD_2]),
        st.sampled_from(list(Happening)),
        st.sampled_from(["", "4.2.2", "5.1.1", "no-answer", "904"]),
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_STEP, min_size=4, max_size=24))
def test_whatever_happens_nobody_is_sent_it_who_may_have_it(
    steps: Sequence[tuple[Any, ...]],
) -> None:
    town = Territory()
    dispatch = sent(town, town.open_circle())
    content = parse_mail(sources(town, dispatch)[0])
    for rank, step in enumerate(steps):
        town.clock.advance(timedelta(seconds=1))
        before = tries(town, dispatch)
        if step[0] == "news":
            if step[1] < len(before):
                happens(town, before[step[1]], *step[2:])
            assert len(tries(town, dispatch)) == len(before)
            continue
        for _ in range(2 if step[2] else 1):
            try:
                to = again(town, dispatch, step[1], f"$press{rank}")
            except Refusal:
                to = []
            now = tries(town, dispatch)
            assert len(now) == len(before) + bool(to)
            for address in to:
                had = [one for m in before for one in m.recipients if one.address == address]
                assert had
                assert all(one.state is Delivery.FAILED for one in had)
                assert all(one.code in {"4.2.2", "5.1.1", "no-answer"} for one in had)
            if to:
                assert step[1] == ALICE
                assert [one.address for one in now[-1].recipients] == to
                mail = parse_mail(sources(town, dispatch)[-1])
                assert [f.content for f in mail.attachments] == [
                    f.content for f in content.attachments
                ]
            before = now
    names = [one.message_id for one in tries(town, dispatch)]
    assert len(set(names)) == len(names)
