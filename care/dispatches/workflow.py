"""The stories of a sending: look at it, send it, replace it, withdraw it, ask where it is."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from pydantic import TypeAdapter

from care.accounts.store import account_of
from care.audit.model import Face
from care.circles.reading import Picture
from care.dispatches.addressing import opposed_addresses
from care.dispatches.composing import Case, Composed, compose, compose_withdrawal
from care.dispatches.model import (
    Addressee,
    Dispatch,
    DispatchState,
    Draft,
    File,
    Form,
    Home,
    Preview,
    Reach,
    Standing,
    Told,
)
from care.dispatches.office import Office
from care.dispatches.rules import (
    can_send_again,
    check_complete,
    check_document_leaves,
    check_not_opposed,
    check_patient_mailbox,
    check_still_holds,
    check_trusted,
    choose_mailbox,
    decide_told,
    decide_where,
)
from care.dispatches.scene import Scene, require_dispatch, set_scene
from care.dispatches.store import dispatch_of_mail, save_dispatch
from care.dispatches.trail import note_dispatch
from care.dispatches.tries import recipients_of
from care.dispatches.writer import Writer, check_signs, find_writer
from care.identity.ins import InsNumber
from care.identity.traits import Traits
from care.mail.delivery import Delivery
from care.mail.mailboxes import MailboxSeat
from care.mail.queue import check_sendable, limit_towards, message_id_for, queue_mail
from care.runtime.errors import Refusal
from care.runtime.sealing import KeyRing
from care.runtime.units import UnitOfWork

_TOLD: TypeAdapter[tuple[Traits | None, InsNumber | None]] = TypeAdapter(
    tuple[Traits | None, InsNumber | None]
)


def review(work: UnitOfWork, office: Office, draft: Draft, content: bytes) -> Preview:
    """What would leave, checked as if it did. Raises Refusal."""
    scene = set_scene(work, office, draft.sender, draft.circle)
    case, composed = _make(work, office, scene, draft, content)
    _check_size(office, case, composed)
    others = tuple(seat.name for seat in scene.seats if seat.address != draft.mailbox)
    limit = limit_towards([one.address for one in draft.addressees], case.seat.limit)
    return Preview(
        draft, case.seat.address, case.seat.name, others, case.told,
        len(composed.source), limit,
    )  # fmt: skip


def send(
    work: UnitOfWork,
    office: Office,
    draft: Draft,
    content: bytes,
    home: Home | None = None,
    face: Face = Face.ROOM,
) -> Dispatch:
    """Have it leave once `work` commits; the same work done twice sends once. Raises Refusal."""
    scene = set_scene(work, office, draft.sender, draft.circle)
    case, composed = _make(work, office, scene, draft, content)
    dispatch = keep_sent(work, office, case, composed, home)
    if case.replaced is not None:
        save_dispatch(work, replace(case.replaced, state=DispatchState.REPLACED))
    act = "replaced" if case.replaced is not None else "sent"
    note_dispatch(work, dispatch, act, draft.sender, face, scene.patient)
    return dispatch


def withdraw(
    work: UnitOfWork,
    office: Office,
    user_id: str,
    dispatch_id: str,
    home: Home | None = None,
    face: Face = Face.ROOM,
) -> Dispatch:
    """Tell everybody who got a document that it holds no more; the notice. Raises Refusal."""
    withdrawn = require_dispatch(work, dispatch_id)
    scene = set_scene(work, office, user_id, withdrawn.circle)
    check_still_holds(withdrawn, user_id, scene.seats)
    draft = Draft(
        sender=user_id,
        mailbox=choose_mailbox(scene.seats, withdrawn.mailbox).address,
        form=Form.NOTICE,
        author=user_id,
        said_at=work.now,
        circle=withdrawn.circle,
        addressees=withdrawn.addressees,
    )
    case = replace(
        _case(work, office, scene, draft, b""), thread=(withdrawn.message_id,), replaced=withdrawn
    )
    notice = keep_sent(work, office, case, compose_withdrawal(case, withdrawn), home)
    save_dispatch(work, replace(withdrawn, state=DispatchState.WITHDRAWN))
    note_dispatch(work, withdrawn, "withdrawn", user_id, face, scene.patient)
    return notice


def standings_of(work: UnitOfWork, dispatch: Dispatch) -> tuple[Standing, ...]:
    """Where it is for each of its recipients: by the mail they read, else by the last one."""
    known = recipients_of(work, dispatch)
    told = []
    for addressee in dispatch.addressees:
        if tries := known.get(addressee.address):
            one = next((one for one in tries if one.state is Delivery.READ), tries[-1])
            where = decide_where(one.state, one.code)
            again = can_send_again([(one.state, one.code) for one in tries])
            told.append(Standing(addressee, where, one.code, one.changed_at, again))
    return tuple(told)


def files_of(draft: Draft, content: bytes) -> tuple[File, ...]:
    """The files that go along with a draft, out of their bytes one after the other."""
    files, start = [], 0
    for note in draft.files:
        files.append(File(note.name, note.media_type, content[start : start + note.size]))
        start += note.size
    return tuple(files)


def _make(
    work: UnitOfWork, office: Office, scene: Scene, draft: Draft, content: bytes
) -> tuple[Case, Composed]:
    check_complete(draft)
    case = _case(work, office, scene, draft, content)
    if draft.form is Form.DOCUMENT:
        if scene.picture is None:
            raise Refusal("dispatch-document-needs-circle")
        check_document_leaves(scene.picture.patient.identity)
        check_signs(case.author)
    return case, compose(work.keys, case)


def _case(work: UnitOfWork, office: Office, scene: Scene, draft: Draft, content: bytes) -> Case:
    """Every check of who and to whom, and all that a mail is made of. Raises Refusal."""
    seat = choose_mailbox(scene.seats, draft.mailbox)
    check_addressees(work, office, draft.addressees, scene.picture)
    sender = find_writer(work.connection, scene.account, seat.address)
    replaced = require_dispatch(work, draft.replaces) if draft.replaces else None
    if replaced is not None:
        check_still_holds(replaced, draft.sender, scene.seats)
    told = Told()
    if scene.picture is not None:
        identity = scene.picture.patient.identity
        told = decide_told(identity, office.environment, wanted=draft.with_identity)
    return Case(
        draft=draft,
        seat=seat,
        sender=sender,
        author=_author(work, draft, sender, seat),
        told=told,
        written=work.now.astimezone(office.zone).replace(microsecond=0),
        message_id=message_id_for(work, seat.address, len(work.queued)),
        files=files_of(draft, content),
        patient=scene.patient or "",
        replaced=replaced,
        thread=(replaced.message_id,) if replaced else (),
    )


def check_addressees(
    work: UnitOfWork, office: Office, addressees: tuple[Addressee, ...], picture: Picture | None
) -> None:
    """Raises Refusal unless a mail about this patient may go to all of them."""
    refused: frozenset[str] = frozenset()
    if picture is not None:
        refused = opposed_addresses(work.connection, picture.register)
    for one in addressees:
        if one.reach is Reach.PATIENT:
            if picture is None:
                raise Refusal("dispatch-patient-needs-circle")
            identity = picture.patient.identity
            check_patient_mailbox(one, identity, office.environment, office.patient_domain)
        if picture is not None:
            check_not_opposed(one, picture.register)
        if one.address in refused:
            raise Refusal("consent-opposed-person")
        check_trusted(one, office.trusted)


def _author(work: UnitOfWork, draft: Draft, sender: Writer, seat: MailboxSeat) -> Writer:
    """Who wrote it; who sends it when that is no professional who could sign."""
    if draft.author == draft.sender:
        return sender
    account = account_of(work.connection, draft.author)
    if account is None or not account.rpps:
        return sender
    return find_writer(work.connection, account, seat.address)


def keep_sent(
    work: UnitOfWork, office: Office, case: Case, composed: Composed, home: Home | None
) -> Dispatch:
    """Queue the mail and keep its dispatch; both are there already when `work` is done again."""
    draft = case.draft
    known = dispatch_of_mail(work.connection, work.keys, draft.mailbox, case.message_id)
    if known is not None:
        return known
    addresses = [one.address for one in draft.addressees]
    queue_mail(
        work, draft.mailbox, addresses, composed.source,
        limit=case.seat.limit, trusted=office.trusted,
    )  # fmt: skip
    dispatch = Dispatch(
        id=f"d{hashlib.sha256(case.message_id.encode()).hexdigest()[:32]}",
        circle=draft.circle,
        sender=draft.sender,
        mailbox=draft.mailbox,
        message_id=case.message_id,
        form=draft.form,
        state=DispatchState.SENT,
        sent_at=work.now,
        home=home,
        subject=composed.subject,
        addressees=draft.addressees,
        type_code=draft.type_code if draft.form is Form.DOCUMENT else "",
        title=composed.title,
        with_identity=case.told.traits is not None,
        closes=draft.closes,
        document_id=composed.document_id,
        set_id=composed.set_id,
        version=composed.version,
        replaces=draft.replaces,
        thread=case.thread,
        told=mark_told(work.keys, case.told),
    )
    save_dispatch(work, dispatch)
    return dispatch


def mark_told(keys: KeyRing, told: Told) -> str:
    """A mark of what is told of a patient; empty for nothing."""
    said = _TOLD.dump_json((told.traits, told.number)).decode()
    return keys.blind(said, "dispatches.told") if told.traits else ""


def _check_size(office: Office, case: Case, composed: Composed) -> None:
    addresses = [one.address for one in case.draft.addressees]
    size, limit = len(composed.source), case.seat.limit
    check_sendable(case.draft.mailbox, addresses, size, limit, office.trusted)
