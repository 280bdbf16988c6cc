"""Sending again what did not arrive: the same words and papers, to those alone who lack them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from email.utils import format_datetime

from care.audit.model import Face
from care.circles.reading import Picture
from care.dispatches.model import Addressee, Dispatch, Form, Reach
from care.dispatches.office import Office
from care.dispatches.replying import find_answered
from care.dispatches.rules import (
    check_document_leaves,
    check_may_send_again,
    choose_mailbox,
    decide_told,
)
from care.dispatches.scene import set_scene
from care.dispatches.store import take_dispatch
from care.dispatches.trail import note_dispatch
from care.dispatches.tries import add_try, source_of
from care.dispatches.watching import wake_to_show
from care.dispatches.workflow import check_addressees, mark_told, standings_of
from care.mail.queue import message_id_for, queue_mail
from care.mail.unreached import forget_unreached
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork

#: For how long what did not arrive may be sent again; then its bytes are forgotten.
KEPT = timedelta(days=30)
_FIELD = rb"(?im)^%s:[^\r\n]*(?:\r\n[ \t][^\r\n]*)*"


def send_again(
    work: UnitOfWork, office: Office, user_id: str, dispatch_id: str, face: Face = Face.ROOM
) -> tuple[Addressee, ...]:
    """Have it leave once more, to those returned: who did not get it, and still may.

    The document, its identifiers and its version stay; the mail has a name of its own. Raises
    Refusal.
    """
    dispatch = take_dispatch(work, dispatch_id)
    if dispatch is None:
        raise Refusal("dispatch-unknown")
    scene = set_scene(work, office, user_id, dispatch.circle)
    check_may_send_again(dispatch, user_id, scene.seats)
    seat = choose_mailbox(scene.seats, dispatch.mailbox)
    lacking = [one.addressee for one in standings_of(work, dispatch) if one.again]
    if not lacking:
        raise Refusal("dispatch-nothing-failed")
    source = source_of(work, dispatch)
    if source is None:
        raise Refusal("dispatch-too-old")
    _check_unchanged(work, office, dispatch, scene.picture)
    to = _allowed(work, office, lacking, scene.picture)
    message_id = message_id_for(work, seat.address, len(work.queued))
    again = rename_mail(source, message_id, work.now.astimezone(office.zone))
    addresses = [one.address for one in to]
    queue_mail(work, seat.address, addresses, again, limit=seat.limit, trusted=office.trusted)
    add_try(work, dispatch, message_id)
    note_dispatch(work, dispatch, "sent_again", user_id, face, scene.patient, len(to))
    wake_to_show(work, dispatch)
    return to


def rename_mail(source: bytes, message_id: str, date: datetime) -> bytes:
    """The same mail under another Message-ID, written at `date`."""
    head, blank, body = source.partition(b"\r\n\r\n")
    for name, value in ((b"Message-ID", message_id), (b"Date", format_datetime(date))):
        field = re.search(_FIELD % name, head)
        if field is None:
            raise ValueError("a mail of ours has a name and a date")
        head = head[: field.start()] + name + b": " + value.encode() + head[field.end() :]
    return head + blank + body


def forget_old_mails(work: UnitOfWork, mailbox: str) -> int:
    """Forget the bytes of what nobody sends again any more; of how many mails."""
    return forget_unreached(work.connection, mailbox, work.now - KEPT)


def _check_unchanged(
    work: UnitOfWork, office: Office, dispatch: Dispatch, picture: Picture | None
) -> None:
    """What it tells of the patient must be what would be told today."""
    if picture is None:
        return
    identity = picture.patient.identity
    if dispatch.form is Form.DOCUMENT:
        check_document_leaves(identity)
    told = decide_told(identity, office.environment, wanted=dispatch.with_identity)
    if mark_told(work.keys, told) != dispatch.told:
        raise Refusal("dispatch-identity-changed")


def _allowed(
    work: UnitOfWork, office: Office, lacking: list[Addressee], picture: Picture | None
) -> tuple[Addressee, ...]:
    """Those to whom it may go; what stands in the way of one keeps it from nobody else."""
    allowed, refused = [], None
    for one in lacking:
        try:
            _check_one(work, office, one, picture)
            allowed.append(one)
        except Refusal as refusal:
            refused = refused or refusal
    if refused is not None and not allowed:
        raise refused
    return tuple(allowed)


def _check_one(work: UnitOfWork, office: Office, one: Addressee, picture: Picture | None) -> None:
    if picture is None and one.reach is Reach.PATIENT:
        find_answered(work, office, one.address, one.name)
        return
    check_addressees(work, office, (one,), picture)
