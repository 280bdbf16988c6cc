"""The stories of the directory: search, see more, open a card, get in touch."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from care.accounts.model import Account
from care.accounts.store import account_by_rpps, account_of
from care.accounts.tables import ACCOUNTS
from care.directory.answers import Card, Conversation, Invitation, Line, Nobody, Page, Summary
from care.directory.current import CurrentIndex
from care.directory.dialogue import (
    Asker,
    Dialogue,
    Remembered,
    recall_dialogue,
    remember_dialogue,
)
from care.directory.index import Entry, show_name
from care.directory.model import Professional
from care.directory.rules import check_can_contact, is_carer, is_stale
from care.directory.search import Found, Understood, search
from care.directory.store import load_person, open_conversation
from care.directory.trades import call
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork

PAGE = 5


class Directory:
    """Answers from the edition in force, one unit of work per story; Refusals say why not."""

    def __init__(self) -> None:
        self._current = CurrentIndex()

    def find(self, work: UnitOfWork, asker: Asker, text: str) -> Page | Card | Nobody:
        """Whom `text` is about: one card when there is only one, else the first page."""
        _, index = self._current.load(work.connection)
        found = search(index, text, _enrolled(work))
        if not found.hits:
            return Nobody(text, found.alike)
        dialogue = _dialogue(found)
        if found.total == 1:
            return self._open(work, asker, dialogue, 1, found.understood)
        return self._turn(work, asker, dialogue, found.understood)

    def describe(self, work: UnitOfWork) -> Summary | None:
        """What there is to search; None before the first import."""
        try:
            edition, index = self._current.load(work.connection)
        except Refusal:
            return None
        sizes = dict(zip(index.place_codes, map(len, index.place_members), strict=True))
        largest = max(sizes, key=lambda code: (sizes[code], code))
        return Summary(edition, index.places[largest])

    def see_more(self, work: UnitOfWork, asker: Asker) -> Page:
        """The next page of the last search."""
        dialogue = _started(work, asker)
        if dialogue.shown >= len(dialogue.results):
            cut = dialogue.total > len(dialogue.results)
            raise Refusal("more-too-many" if cut else "more-none", shown=dialogue.shown)
        return self._turn(work, asker, dialogue)

    def open_card(self, work: UnitOfWork, asker: Asker, number: int) -> Card:
        """The card of result `number`."""
        return self._open(work, asker, _started(work, asker), number)

    def contact(
        self, work: UnitOfWork, asker: Asker, number: int | None
    ) -> Conversation | Invitation:
        """Bring `asker` together with result `number`, or with the person on the open card."""
        account = account_of(work.connection, asker.user_id)
        dialogue = _started(work, asker)
        if number is None and dialogue.card is None:
            raise Refusal("contact-whom")
        chosen = dialogue.card if number is None else _pick(dialogue, number).person_id
        person = _load(work, chosen or "")
        check_can_contact(account, person)
        remember_dialogue(work, asker, replace(dialogue, card=person.id))
        other = _account(work, person)
        if other is None or not is_carer(other):
            sender = account.display_name if account else ""
            return Invitation(show_name(person), person.mailboxes, sender)
        return _bring_together(work, asker, other, person)

    def _turn(
        self, work: UnitOfWork, asker: Asker, before: Dialogue, understood: Understood | None = None
    ) -> Page:
        _, index = self._current.load(work.connection)
        carer = is_carer(account_of(work.connection, asker.user_id))
        enrolled = _enrolled(work) if carer else frozenset()
        shown = min(before.shown + PAGE, len(before.results))
        chosen = enumerate(before.results[before.shown : shown], start=before.shown + 1)
        lines = tuple(
            _line(number, item, index.entries[index.by_id[item.person_id]], enrolled)
            for number, item in chosen
            if item.person_id in index.by_id
        )
        if not lines:
            raise Refusal("person-gone")
        remember_dialogue(work, asker, replace(before, shown=shown, card=None))
        return Page(lines, before.total, len(before.results) - shown, carer, understood)

    def _open(
        self,
        work: UnitOfWork,
        asker: Asker,
        before: Dialogue,
        number: int,
        understood: Understood | None = None,
    ) -> Card:
        edition, _ = self._current.load(work.connection)
        item = _pick(replace(before, shown=max(before.shown, 1)), number)
        person = _load(work, item.person_id)
        shown = max(before.shown, number)
        remember_dialogue(work, asker, replace(before, shown=shown, card=person.id))
        carer = is_carer(account_of(work.connection, asker.user_id))
        return Card(
            person=person if carer else replace(person, mailboxes=()),
            name=show_name(person),
            called=", ".join(call(person)),
            place=item.place,
            reachable=_account(work, person) is not None,
            can_contact=carer,
            edition=edition,
            stale=is_stale(edition, work.now),
            understood=understood,
        )


def _bring_together(
    work: UnitOfWork, asker: Asker, other: Account, person: Professional
) -> Conversation:
    if other.user_id == asker.user_id:
        raise Refusal("contact-self")
    pair = "\n".join(sorted((asker.user_id, other.user_id)))
    key = work.keys.blind(pair, "directory.conversation")
    opened = open_conversation(work.connection, key, work.now)
    return Conversation(key, (asker.user_id, other.user_id), show_name(person), not opened)


def _dialogue(found: Found) -> Dialogue:
    results = tuple(Remembered(hit.entry.id, hit.place) for hit in found.hits)
    return Dialogue(results, total=found.total)


def _started(work: UnitOfWork, asker: Asker) -> Dialogue:
    dialogue = recall_dialogue(work, asker)
    if not dialogue.results:
        raise Refusal("no-search-yet")
    return dialogue


def _pick(dialogue: Dialogue, number: int) -> Remembered:
    if not 1 <= number <= dialogue.shown:
        raise Refusal("number-unknown", last=dialogue.shown)
    return dialogue.results[number - 1]


def _load(work: UnitOfWork, person_id: str) -> Professional:
    person = load_person(work.connection, person_id)
    if person is None:
        raise Refusal("person-gone")
    return person


def _line(number: int, item: Remembered, entry: Entry, enrolled: frozenset[str]) -> Line:
    return Line(number, entry.name, entry.called, item.place, entry.rpps in enrolled)


def _account(work: UnitOfWork, person: Professional) -> Account | None:
    return account_by_rpps(work.connection, person.rpps) if person.rpps else None


def _enrolled(work: UnitOfWork) -> frozenset[str]:
    rows = work.connection.execute(select(ACCOUNTS.c.rpps).where(ACCOUNTS.c.rpps.is_not(None)))
    return frozenset(rows.scalars())
