"""What may leave, from which mailbox, to whom, with how much of the patient in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from care.accounts.model import Account
from care.circles.model import Circle, Member, Right, Section
from care.circles.rights import SECTIONS
from care.circles.rules import check_may, check_writable
from care.consent.model import Register, Scope
from care.consent.rules import check_may_mail, opposes
from care.dispatches.model import (
    WHERE,
    Addressee,
    Answered,
    Dispatch,
    DispatchState,
    Draft,
    Form,
    Reach,
    Standing,
    Told,
    Where,
)
from care.identity.patient import PatientIdentity, decide_sending_ins
from care.identity.reason import Environment
from care.mail.delivery import Delivery
from care.mail.mailboxes import MailboxSeat
from care.mail.ports import TrustedDomains
from care.runtime.errors import Refusal
from care.runtime.mail_settings import MailboxKind

MOST_ADDRESSEES = 10
LONGEST_TEXT = 20_000
_WORK_OF = {MailboxKind.PERSONAL: 0, MailboxKind.ORGANISATION: 1, MailboxKind.APPLICATION: 2}
_ENHANCED = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")

#: Why a mail did not arrive, or could not be used there, by the beginning of its code.
REASONS: Mapping[str, str] = MappingProxyType(
    {
        **{str(code): f"c{code}" for code in range(900, 907)},
        "white-list": "untrusted",
        "no-answer": "unanswered",
        "bug": "ours",
        "5.1.": "unknown",
        "4.2.2": "full",
        "5.2.2": "full",
        "5.2.1": "closed",
        "5.2.3": "large",
        "5.3.4": "large",
        "552": "large",
        "5.7.": "forbidden",
        "550": "unknown",
        "4.": "later",
    }
)


def check_may_send(circle: Circle, member: Member | None, account: Account | None) -> None:
    """Raises Refusal unless they may send something about the patient of an open circle.

    Neither the patient nor relatives do: it leaves under a professional's name.
    """
    check_writable(circle)
    check_may(circle, member, account, Right.WRITE)
    if account is None or not account.kind.is_staff:
        raise Refusal("dispatch-professionals-only")
    if member is None or SECTIONS[member.role] is Section.RELATIVES:
        raise Refusal("dispatch-professionals-only")


def order_mailboxes(seats: Iterable[MailboxSeat]) -> tuple[MailboxSeat, ...]:
    """The mailboxes somebody may send from, their own first. Raises Refusal when there is none."""
    ordered = tuple(sorted(seats, key=lambda seat: (_WORK_OF[seat.kind], seat.address)))
    if not ordered:
        raise Refusal("dispatch-no-own-mailbox")
    return ordered


def choose_mailbox(seats: Sequence[MailboxSeat], address: str) -> MailboxSeat:
    """The one of `seats` that has this address. Raises Refusal when it is not theirs (any more)."""
    for seat in seats:
        if seat.address == address:
            return seat
    raise Refusal("dispatch-not-your-mailbox")


def check_trusted(addressee: Addressee, trusted: TrustedDomains) -> None:
    """Raises Refusal for an address outside the trusted space, and while nothing is known of it."""
    if not trusted.is_ready:
        raise Refusal("dispatch-list-missing")
    if not trusted.is_trusted(addressee.address):
        raise Refusal("dispatch-untrusted", address=addressee.address)


def check_not_opposed(addressee: Addressee, register: Register) -> None:
    """Raises Refusal when the patient opposes that this goes to them (X9)."""
    if addressee.reach is Reach.PATIENT:
        check_may_mail(register, Scope.MAIL_TO_PATIENT)
        return
    check_may_mail(register, Scope.MAIL_TO_PROFESSIONALS)
    if addressee.user_id and opposes(register, Scope.PERSON, addressee.user_id):
        raise Refusal("consent-opposed-person")


def check_patient_mailbox(
    addressee: Addressee, identity: PatientIdentity, environment: Environment, domain: str
) -> None:
    """Raises Refusal unless this is the mailbox of this very patient, whose INS is qualified."""
    if decide_sending_ins(identity, environment) is not None or identity.number is None:
        raise Refusal("dispatch-patient-not-qualified")
    if addressee.address != f"{identity.number.matricule.text}@{domain}".lower():
        raise Refusal("dispatch-other-patient")


def check_document_leaves(identity: PatientIdentity) -> None:
    """Raises Refusal for a document about an identity that is doubtful or invented (X4)."""
    if not identity.standing.is_number_usable:
        raise Refusal("dispatch-identity-locked")


def decide_told(identity: PatientIdentity, environment: Environment, *, wanted: bool) -> Told:
    """What a mail tells of the patient: the number with a qualified identity only (EXI ID 29)."""
    if not wanted or not identity.standing.is_number_usable:
        return Told()
    why = decide_sending_ins(identity, environment)
    return Told(identity.traits, identity.number if why is None else None, why)


def check_complete(draft: Draft) -> None:
    """Raises Refusal unless nothing is in doubt any more, and there is something to send."""
    if not draft.addressees:
        raise Refusal("dispatch-to-whom")
    if len(draft.addressees) > MOST_ADDRESSEES:
        raise Refusal("dispatch-too-many", most=MOST_ADDRESSEES)
    if draft.form is Form.DOCUMENT and not draft.type_code:
        raise Refusal("dispatch-which-type")
    if draft.form is Form.DOCUMENT and not (draft.text.strip() or draft.files):
        raise Refusal("dispatch-what")
    if len(draft.text) > LONGEST_TEXT:
        raise Refusal("dispatch-too-long", most=LONGEST_TEXT)
    # A colleague is told nothing of a patient's own mailbox, nor the patient of theirs.
    if draft.is_to_patient and len(draft.addressees) > 1:
        raise Refusal("dispatch-patient-alone")


def check_still_holds(dispatch: Dispatch, user_id: str, seats: Iterable[MailboxSeat]) -> None:
    """Raises Refusal unless `user_id` may replace or withdraw what left."""
    if dispatch.form is not Form.DOCUMENT:
        raise Refusal("dispatch-not-a-document")
    if dispatch.state is not DispatchState.SENT:
        raise Refusal(f"dispatch-already-{dispatch.state.value}")
    check_theirs(dispatch, user_id, seats)


def decide_answer_to(
    answered: Answered, own: Iterable[str], *, everybody: bool
) -> tuple[tuple[str, str], ...]:
    """The addresses and names that an answer goes to, never our own. Raises Refusal.

    Nothing is answered to a machine: its answer would be answered in turn (RFC 3834).
    """
    if answered.is_automatic:
        raise Refusal("dispatch-answers-machine")
    ours = {address.lower() for address in own}
    wanted = (*answered.answer_to, *(answered.everybody if everybody else ()))
    kept = {address.lower(): name for address, name in reversed(wanted)}
    addresses = dict.fromkeys(address.lower() for address, _ in wanted)
    found = tuple((address, kept[address]) for address in addresses if address not in ours)
    if not found:
        raise Refusal("dispatch-to-whom")
    return found


def decide_rings(dispatch: Dispatch, standings: Sequence[Standing]) -> tuple[int, ...]:
    """The ranks of the recipients whose failure nobody was called for yet."""
    failed = [rank for rank, one in enumerate(standings) if one.where is Where.FAILED]
    return tuple(rank for rank in failed if rank not in dispatch.rung)


#: Whether somebody may have got a mail that stands so: who may is not sent it again.
MAY_HAVE: Mapping[Delivery, bool] = MappingProxyType(
    {
        Delivery.QUEUED: True,
        Delivery.SENDING: True,
        Delivery.SENT: True,
        Delivery.DELIVERED: True,
        Delivery.READ: True,
        Delivery.FAILED: False,
    }
)


def can_send_again(tries: Sequence[tuple[Delivery, str]]) -> bool:
    """Whether somebody was given up on at every try, by a server: what their own software says of a
    mail (an error of the CI-SIS, or nothing) says that they have it.
    """
    return bool(tries) and not any(MAY_HAVE[state] or _came(code) for state, code in tries)


def check_may_send_again(dispatch: Dispatch, user_id: str, seats: Iterable[MailboxSeat]) -> None:
    """Raises Refusal unless `user_id` may have it leave again."""
    if dispatch.state is not DispatchState.SENT:
        raise Refusal(f"dispatch-already-{dispatch.state.value}")
    check_theirs(dispatch, user_id, seats)


def check_theirs(dispatch: Dispatch, user_id: str, seats: Iterable[MailboxSeat]) -> None:
    """Raises Refusal unless they sent it, or sit in its mailbox's team."""
    if dispatch.sender != user_id and all(one.address != dispatch.mailbox for one in seats):
        raise Refusal("dispatch-not-yours")


def is_conversation_open(dispatches: Iterable[Dispatch]) -> bool:
    """Whether the patient may still answer: the last word to them (newest first) did not close."""
    to_patient = (one for one in dispatches if one.is_to_patient)
    last = next(to_patient, None)
    return last is not None and not last.closes


def decide_where(state: Delivery, code: str) -> Where:
    """Where a mail is for somebody; put off by a server while it waits with a code."""
    return Where.HELD if state is Delivery.QUEUED and code else WHERE[state]


def _came(code: str) -> bool:
    return not code or decide_reason(code).startswith("c")


def decide_reason(code: str) -> str:
    """Which of the known reasons a code is; `other` when none."""
    if found := _ENHANCED.search(code):
        code = found[0]
    if code in REASONS:
        return REASONS[code]
    known = [start for start in REASONS if start.endswith(".") and code.startswith(start)]
    return REASONS[max(known, key=len)] if known else REASONS.get(code[:3], "other")
