"""Requests to be tied to an entry: to coordinators as cards, to who asked as an answer."""

from __future__ import annotations

from collections.abc import Iterable

from bots.directory.texts import TEXTS
from bots.engine.markup import Written, fact, quote, write
from care.directory.index import show_name
from care.directory.model import Professional
from care.directory.trades import call
from care.registrations.model import Likeness, State
from care.registrations.store import load_cards, remember_card
from care.registrations.workflow import Asked, Decided
from care.runtime.outgoing import Address, OpenRoom, Outgoing, Say
from care.runtime.units import UnitOfWork


def ask_coordinators(work: UnitOfWork, account: str, asked: Asked) -> None:
    """Send the request's card to each coordinator, in their own conversation with the bot."""
    card = _card(asked)
    for coordinator in asked.coordinators:
        key = _key(work, coordinator)
        name = TEXTS.say("coordination-room")
        work.send(account, OpenRoom(key, (coordinator,), name=name, direct=True))
        sent = work.send(account, Say(Address(key=key), card.text, html=card.html))
        remember_card(work.connection, asked.request.number, coordinator, sent)


def tell_decided(work: UnitOfWork, decided: Decided) -> Iterable[Outgoing]:
    """The cards as they are now, and the answer to who asked."""
    cards = load_cards(work.connection, decided.request.number)
    done = write([_headline(decided)])
    for coordinator, sent in cards.items():
        to = Address(key=_key(work, coordinator))
        yield Say(to, done.text, html=done.html, edits=sent)
    answer = write([_answer(decided)])
    room = Address(room_id=decided.request.room_id)
    yield Say(room, answer.text, html=answer.html)


def confirm_asked(asked: Asked) -> Written:
    """To who asked: it is with the coordination."""
    name, called = _facts(asked.person)
    lines = [TEXTS.say("registration-asked", name=name, called=called)]
    if not asked.key_is_valid:
        lines.append(TEXTS.say("registration-key"))
    return write(lines)


def confirm_decided(decided: Decided) -> Written:
    """To who decided."""
    return write([_headline(decided)])


def _card(asked: Asked) -> Written:
    name, called = _facts(asked.person)
    number = str(asked.request.number)
    shown = quote(asked.request.shown_name)
    lines = [
        TEXTS.say("registration-title", number=number, shown=shown),
        TEXTS.say("registration-entry", name=name, called=called, rpps=asked.person.rpps),
        TEXTS.say(f"registration-likeness-{asked.likeness.value}"),
    ]
    if not asked.key_is_valid:
        lines.append(TEXTS.say("registration-key"))
    if asked.likeness is not Likeness.SAME:
        lines.append(TEXTS.say("registration-check"))
    return write([*lines, TEXTS.say("registration-next", number=number)])


def _headline(decided: Decided) -> str:
    name, _ = _facts(decided.person)
    accepted = decided.request.state is State.ACCEPTED
    return TEXTS.say(
        "registration-done-accepted" if accepted else "registration-done-refused",
        number=str(decided.request.number),
        shown=quote(decided.request.shown_name),
        name=name,
        by=fact(decided.by),
    )


def _answer(decided: Decided) -> str:
    name, called = _facts(decided.person)
    if decided.request.state is State.ACCEPTED:
        return TEXTS.say("registration-accepted", name=name, called=called)
    reason = quote(decided.request.reason)
    return TEXTS.say("registration-refused", name=name, reason=f" « {reason} »" if reason else "")


def _facts(person: Professional) -> tuple[str, str]:
    return fact(show_name(person)), fact(", ".join(call(person)))


def _key(work: UnitOfWork, coordinator: str) -> str:
    return f"coordination:{work.keys.blind(coordinator, 'directory.coordination')[:32]}"
