"""What is said after an order about the patient of a circle."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bots.engine.markup import Written, fact, link, quote, write
from bots.liaison.cards import short_name
from bots.liaison.digest import tell_when
from bots.liaison.draft_replies import describe
from bots.liaison.texts import TEXTS
from care.accounts.store import account_by_opaque_id
from care.audit.model import Kind, Line
from care.consent.model import Statement
from care.directory.phone import show_phone
from care.identity.status import Event
from care.patients.model import Patient
from care.runtime.units import UnitOfWork

_SHOWN = 20


def say_contact(patient: Patient) -> Written:
    """How the patient is reached now."""
    phones = ", ".join(link(f"tel:{one}", show_phone(one)) for one in patient.contact.phones)
    nothing = TEXTS.say("nothing")
    address = fact(patient.contact.address) or nothing
    return write([TEXTS.say("contact-kept", phones=phones or nothing, address=address)])


def say_alerts(patient: Patient) -> Written:
    """What everybody sees first now."""
    if not patient.alerts:
        return write([TEXTS.say("alerts-none")])
    alerts = ", ".join(f"<b>{fact(one)}</b>" for one in patient.alerts)
    return write([TEXTS.say("alerts-kept", alerts=alerts)])


def say_corrected(patient: Patient) -> Written:
    """The identity as it is now, and that it is to be checked again."""
    return write([TEXTS.say("identity-corrected", who=describe(patient.identity.traits))])


def say_judged(patient: Patient, event: Event) -> Written:
    """What an identity is worth now."""
    key = event.value.replace("_", "-")
    return write([TEXTS.say(f"judged-{key}", who=describe(patient.identity.traits))])


def say_statement(statement: Statement, gone: int) -> Written:
    """What was written down, and who lost their access."""
    scope = TEXTS.say(f"scope-{statement.scope.value.replace('_', '-')}")
    lines = [TEXTS.say(f"statement-{statement.stance.value}", scope=scope)]
    if gone:
        lines.append(TEXTS.say("statement-gone", count=gone))
    return write(lines)


def say_listed(name: str, *, added: bool) -> Written:
    """A patient is in one of one's lists, or no more."""
    return write([TEXTS.say("list-added" if added else "list-removed", name=quote(name))])


def show_trail(work: UnitOfWork, lines: Sequence[Line], zone: ZoneInfo) -> Written:
    """The last lines of the trail of a circle; emergency accesses come first."""
    written = [TEXTS.say("trail-title", count=len(lines))]
    written += [one for line in lines[:_SHOWN] if (one := _line(work, line, zone))]
    circle = next((line.entry.circle for line in lines if line.entry is not None), None)
    return write([*written, TEXTS.say("trail-copy", id=circle or "")])


def _line(work: UnitOfWork, line: Line, zone: ZoneInfo) -> str:
    if line.entry is None:
        return ""
    act = line.entry.act.replace(".", "-").replace("_", "-")
    return TEXTS.say(
        "trail-emergency" if line.kind is Kind.EMERGENCY else "trail-line",
        when=tell_when(line.at, zone),
        who=_name(work, line.entry.actor),
        what=_act(act, _name(work, line.entry.person)),
        reason=quote(str(line.entry.details.get("reason", ""))),
    )


def _act(act: str, person: str) -> str:
    """What was done; an act of another subject, that has no words here, does not hide the rest."""
    try:
        return TEXTS.say(f"act-{act}", person=person)
    except KeyError:
        return TEXTS.say("act-other")


def _name(work: UnitOfWork, opaque: str | None) -> str:
    account = account_by_opaque_id(work.connection, opaque) if opaque else None
    return fact(short_name(account.display_name)) if account else TEXTS.say("somebody")
