"""What somebody sent, as long as they may still read what it was about."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from care.accounts.model import Account
from care.circles.model import Circle, CircleId, CircleState
from care.circles.rooms import matrix_rooms
from care.circles.store import load_circles, open_stays_of
from care.dispatches.answers import answers_of
from care.dispatches.model import Dispatch, DispatchState, Form
from care.dispatches.office import Office
from care.dispatches.store import dispatches_of_sender, topic_of
from care.dispatches.workflow import standings_of
from care.patients.model import Patient
from care.patients.store import load_patients
from care.runtime.units import UnitOfWork
from widgets.circle.identity import name_patient
from widgets.circle.reading import room_link
from widgets.circle.views import ChoiceView
from widgets.sending.views import SendingsView, SendingView
from widgets.sending.words import TEXTS, say_standing, show_recipient

MOST = 100


def sendings_of(work: UnitOfWork, office: Office, account: Account) -> tuple[list[Dispatch], int]:
    """What they sent and may read, the newest first; how many they sent but read no more."""
    sent = dispatches_of_sender(work.connection, work.keys, account.user_id, MOST)
    if not account.kind.is_staff:
        return [], len(sent)
    circles = {one.id.text for one in _circles(work, account.user_id).values()}
    boxes = {one.address for one in office.mailboxes.open_to(account.user_id)}
    mine = [one for one in sent if (one.circle in circles if one.circle else one.mailbox in boxes)]
    return mine, len(sent) - len(mine)


def show_sendings(work: UnitOfWork, office: Office, account: Account, keeper: str) -> SendingsView:
    """The page."""
    mine, hidden = sendings_of(work, office, account)
    circles = _circles(work, account.user_id)
    ids = list(circles)
    patients = load_patients(work.connection, work.keys, {c.patient for c in circles.values()})
    rooms = matrix_rooms(work.connection, keeper, ids)
    names = {c.id.text: _name(c, patients.get(c.patient)) for c in circles.values()}
    links = {one.text: room_link(room, keeper) for one, room in rooms.items()}
    boxes = {seat.address: seat.name for seat in office.mailboxes.seats}
    told = dict.fromkeys(one.circle for one in mine if one.circle)
    return SendingsView(
        topics=[topic_of(work.keys, account.user_id)],
        circles=[ChoiceView(value=one, label=names[one]) for one in told],
        sendings=[_sending(work, one, names, links, boxes, office.zone) for one in mine],
        hidden=hidden,
    )


def _circles(work: UnitOfWork, user_id: str) -> dict[CircleId, Circle]:
    """The open circles that they are in now."""
    stays = open_stays_of(work.connection, work.keys, user_id)
    ids = [one for one, stay in stays.items() if stay.until is None or stay.until > work.now]
    found = load_circles(work.connection, work.keys, ids)
    return {one: circle for one, circle in found.items() if circle.state is CircleState.OPEN}


def _sending(
    work: UnitOfWork,
    dispatch: Dispatch,
    names: dict[str, str],
    links: dict[str, str],
    boxes: dict[str, str],
    zone: ZoneInfo,
) -> SendingView:
    standings = standings_of(work, dispatch)
    recipients = [show_recipient(one) for one in standings]
    circle = dispatch.circle or ""
    return SendingView(
        id=dispatch.id,
        title=dispatch.title or dispatch.subject or TEXTS.say("no-title"),
        kind=TEXTS.say(f"form-{dispatch.form.value}"),
        circle=circle,
        patient=names.get(circle, ""),
        mailbox=boxes.get(dispatch.mailbox, dispatch.mailbox),
        sent_at=dispatch.sent_at,
        standing=say_standing(dispatch, answers_of(work, dispatch), zone),
        failed=any(one.failed for one in recipients),
        recipients=recipients,
        room=links.get(circle, ""),
        changeable=dispatch.form is Form.DOCUMENT and dispatch.state is DispatchState.SENT,
        lacking=dispatch.state is DispatchState.SENT and any(one.again for one in standings),
    )


def _name(circle: Circle, patient: Patient | None) -> str:
    return name_patient(patient.identity.traits) if patient else circle.pseudonym
