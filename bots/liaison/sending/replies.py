"""Sendings in words: what would leave, what left and where it is, why something cannot leave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bots.engine.markup import Written, address, fact, quote, write
from bots.liaison.sending.texts import TEXTS
from care.dispatches.model import (
    Addressee,
    Answer,
    Dispatch,
    DispatchState,
    Draft,
    Form,
    Preview,
    Reach,
    Stage,
    Standing,
    Told,
    Where,
)
from care.dispatches.rules import decide_reason
from care.runtime.errors import Refusal
from care.runtime.texts import cut, french_date, french_time
from care.standards.terminology.document_types import find_document_type

_MEGABYTE = 1_000_000
_LONGEST_TEXT = 160


def refuse_sending(refusal: Refusal) -> Written:
    """Why it cannot be, and what to do instead."""
    facts: dict[str, str | float] = {
        name: value if isinstance(value, int | float) else quote(str(value))
        for name, value in refusal.facts.items()
    }
    return write([TEXTS.say(f"no-{refusal.reason}", **facts)])


def ask_next(draft: Draft) -> Written:
    """What the draft waits for, when it is no last look: to whom, of which kind."""
    if draft.stage is Stage.WHO:
        lines = [TEXTS.say("who-which", typed=quote(draft.unsure))]
        lines += [
            TEXTS.say("choice", number=rank, what=_addressee(one))
            for rank, one in enumerate(draft.choices, start=1)
        ]
        return write([*lines, TEXTS.say("who-next")])
    lines = [TEXTS.say("type-which")]
    lines += [
        TEXTS.say("choice", number=rank, what=fact(_label(code)))
        for rank, code in enumerate(draft.types, start=1)
    ]
    return write([*lines, TEXTS.say("type-next")])


def show_preview(preview: Preview) -> Written:
    """What would leave: to whom, from where, what, with how much of the patient, how large."""
    draft = preview.draft
    lines = [TEXTS.say("preview-title", what=_what(draft))]
    lines += [TEXTS.say("preview-to", who=_addressee(one)) for one in draft.addressees]
    lines.append(
        TEXTS.say("preview-from", name=fact(preview.mailbox_name), address=address(preview.mailbox))
    )
    lines += [
        TEXTS.say("preview-other", number=rank, name=fact(name))
        for rank, name in enumerate(preview.others, start=1)
    ]
    if draft.form is Form.DOCUMENT:
        lines.append(TEXTS.say("preview-type", type=fact(_label(draft.type_code))))
    lines.append(_told(preview.told, draft))
    if draft.restricted and draft.form is Form.DOCUMENT and not draft.is_to_patient:
        lines.append(TEXTS.say("preview-restricted"))
    if draft.text.strip():
        lines.append(TEXTS.say("preview-text", text=_short(draft.text)))
    lines += [TEXTS.say("preview-file", name=fact(one.name)) for one in draft.files]
    lines.append(
        TEXTS.say("preview-size", size=_megabytes(preview.size), limit=_megabytes(preview.limit))
    )
    if draft.closes:
        lines.append(TEXTS.say("preview-closes"))
    return write([*lines, TEXTS.say("preview-next", form=draft.form.value)])


def show_status(
    dispatch: Dispatch,
    standings: Sequence[Standing],
    zone: ZoneInfo,
    answers: Sequence[Answer] = (),
) -> Written:
    """The card of what left: where it is for everybody, and what to do when it did not arrive."""
    lines = [TEXTS.say(f"status-{dispatch.form.value}", title=fact(dispatch.title))]
    if dispatch.version > 1:
        lines.append(TEXTS.say("status-version", version=dispatch.version))
    if dispatch.state is not DispatchState.SENT:
        lines.append(TEXTS.say(f"status-{dispatch.state.value}"))
    for one in standings:
        lines.append(_standing(one, zone))
        if one.where is Where.FAILED:
            lines.append(TEXTS.say(f"what-to-do-{decide_reason(one.code)}"))
    lines += [_answer(one, dispatch, zone) for one in answers]
    if can_be_sent_again(dispatch, standings):
        lines.append(TEXTS.say("status-again"))
    return write(lines)


def can_be_sent_again(dispatch: Dispatch, standings: Sequence[Standing]) -> bool:
    """Whether somebody lacks what still holds."""
    return dispatch.state is DispatchState.SENT and any(one.again for one in standings)


def say_sent_again(to: Sequence[Addressee]) -> Written:
    """It leaves once more."""
    return write([TEXTS.say("sent-again", names=", ".join(map(_name, to)))])


def show_sendings(
    dispatches: Sequence[tuple[Dispatch, Sequence[Standing]]], zone: ZoneInfo
) -> Written:
    """The list of what left lately."""
    if not dispatches:
        return write([TEXTS.say("list-none")])
    lines = [TEXTS.say("list-title")]
    for rank, (dispatch, standings) in enumerate(dispatches, start=1):
        day = dispatch.sent_at.astimezone(zone)
        where = ", ".join(_where(one, zone) for one in standings)
        lines.append(
            TEXTS.say(
                "list-line",
                number=rank,
                day=french_date(day.date()),
                time=french_time(day),
                title=fact(dispatch.title),
                state=dispatch.state.value,
                where=where,
            )
        )
    return write([*lines, TEXTS.say("list-next")])


def ring_failure(dispatch: Dispatch, standing: Standing, zone: ZoneInfo) -> Written:
    """Somebody will not get it: whoever sent it must know."""
    reason = decide_reason(standing.code)
    return write(
        [
            TEXTS.say("ring-failed", title=fact(dispatch.title), name=_name(standing.addressee)),
            _standing(standing, zone),
            TEXTS.say(f"what-to-do-{reason}"),
            *([TEXTS.say("status-again")] if can_be_sent_again(dispatch, [standing]) else []),
        ]
    )


def say_sent_already() -> Written:
    """A correction comes too late."""
    return write([TEXTS.say("sent-already")])


def say_dropped() -> Written:
    """Nothing leaves."""
    return write([TEXTS.say("dropped")])


def say_set_aside() -> Written:
    """What was prepared before does not leave either."""
    return write([TEXTS.say("set-aside")])


def say_files_wait(count: int, *, in_thread: bool = True) -> Written:
    """Files leave with the next words."""
    return write([TEXTS.say("files-wait" if in_thread else "files-wait-reply", count=count)])


def say_told_alone() -> Written:
    """Why is for one person only."""
    return write([TEXTS.say("told-alone")])


def _what(draft: Draft) -> str:
    return TEXTS.say("what-replacement" if draft.replaces else f"what-{draft.form.value}")


def _told(told: Told, draft: Draft) -> str:
    if told.number is not None:
        return TEXTS.say("told-ins")
    if told.traits is not None and told.why is not None:
        return TEXTS.say(f"told-traits-{told.why.value.replace('_', '-')}")
    return TEXTS.say("told-nothing" if draft.circle else "told-nobody")


def _standing(one: Standing, zone: ZoneInfo) -> str:
    return TEXTS.say("status-line", name=_name(one.addressee), where=_where_at(one, zone))


def _answer(one: Answer, dispatch: Dispatch, zone: ZoneInfo) -> str:
    at = one.received_at.astimezone(zone)
    return TEXTS.say(
        "status-answer",
        name=_name(one.addressee),
        day=_day(at),
        time=french_time(at),
        mailbox=address(dispatch.mailbox),
    )


def _where(one: Standing, zone: ZoneInfo) -> str:
    return TEXTS.say("list-where", name=_name(one.addressee), where=_where_at(one, zone))


def _where_at(one: Standing, zone: ZoneInfo) -> str:
    at = one.changed_at.astimezone(zone)
    reason = decide_reason(one.code) if one.code else ""
    where = TEXTS.say(f"where-{one.where.value}")
    if one.where is Where.FAILED:
        where = TEXTS.say("where-failed-why", why=TEXTS.say(f"why-{reason or 'other'}"))
    if one.where is Where.WAITING:
        return where
    return TEXTS.say("where-at", where=where, day=_day(at), time=french_time(at))


def _day(at: datetime) -> str:
    return french_date(at.date())


def _name(one: Addressee) -> str:
    return fact(one.name) if one.name else address(one.address)


def _addressee(one: Addressee) -> str:
    key = "patient-mailbox" if one.reach is Reach.PATIENT else "mailbox"
    place = TEXTS.say("at-place", place=fact(one.place)) if one.place else ""
    if not one.name:
        return address(one.address)
    return TEXTS.say(key, name=fact(one.name), address=address(one.address), place=place)


def _label(code: str) -> str:
    kind = find_document_type(code)
    return kind.label if kind else code


def _short(text: str) -> str:
    return fact(cut(" ".join(text.split()), _LONGEST_TEXT))


def _megabytes(size: int) -> str:
    shown = max(size, 50_000) / _MEGABYTE
    return f"{shown:.1f}".replace(".", ",")
