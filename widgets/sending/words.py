"""The words of « Où en est mon envoi »."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from care.dispatches.model import Addressee, Answer, Dispatch, DispatchState, Standing, Told, Where
from care.dispatches.office import PARIS
from care.dispatches.rules import decide_reason
from care.mail.queue import MEGABYTE
from care.runtime.texts import Texts, french_date, french_time
from widgets.sending.views import RecipientView

TEXTS = Texts(Path(__file__).with_name("fr.ftl"))


def show_recipient(one: Standing) -> RecipientView:
    """Where it is for one recipient, why, and what to do about it."""
    failed = one.where is Where.FAILED
    reason = decide_reason(one.code) if failed and one.code else ""
    where = TEXTS.say(f"why-{reason}") if reason else TEXTS.say(f"where-{one.where.value}")
    advice = TEXTS.say(f"what-to-do-{reason or 'other'}") if failed else ""
    return RecipientView(
        name=name_of(one.addressee),
        where=where,
        at=one.changed_at,
        failed=failed,
        advice=advice,
    )


def name_of(one: Addressee) -> str:
    """Whose mailbox it is, and where they practise."""
    name = one.name or one.address
    return TEXTS.say("person-at", name=name, place=one.place) if one.place else name


def say_standing(
    dispatch: Dispatch, answers: Sequence[Answer] = (), zone: ZoneInfo = PARIS
) -> list[str]:
    """Which version it is, whether it still holds, who answered it."""
    told = []
    if dispatch.version > 1:
        told.append(TEXTS.say("version", version=dispatch.version))
    if dispatch.state is not DispatchState.SENT:
        told.append(TEXTS.say(f"state-{dispatch.state.value}"))
    for one in answers:
        at = one.received_at.astimezone(zone)
        facts = {"day": french_date(at.date()), "time": french_time(at)}
        told.append(TEXTS.say("answered", name=name_of(one.addressee), **facts))
    return told


def say_told(told: Told) -> str:
    """What is told of the patient."""
    if told.number is not None:
        return TEXTS.say("told-ins")
    return TEXTS.say("told-traits" if told.traits is not None else "told-nothing")


def say_size(size: int, limit: int) -> str:
    """A size in megabytes, beside the most there may be."""
    return TEXTS.say("size", size=_megabytes(size), limit=_megabytes(limit))


def _megabytes(size: int) -> str:
    return f"{max(size / MEGABYTE, 0.1):.1f}".replace(".", ",")
