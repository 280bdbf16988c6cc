"""The stories of the directory: search, narrow, see more, open a card, get in touch."""

from __future__ import annotations

from dataclasses import replace

from care.accounts.store import account_of
from care.directory.answers import (
    Card,
    Conversation,
    Invitation,
    Nobody,
    Page,
    PlaceCard,
    Summary,
)
from care.directory.contacting import bring_together, check_reachable, invite
from care.directory.current import CurrentIndex
from care.directory.dialogue import (
    Asker,
    Dialogue,
    Remembered,
    recall_dialogue,
    remember_dialogue,
)
from care.directory.elsewhere import NationalSearch, look_elsewhere
from care.directory.explaining import Understood
from care.directory.model import Professional
from care.directory.national.model import FoundPerson
from care.directory.nearness import Nearness
from care.directory.onlooker import look
from care.directory.questions import Question, read_question
from care.directory.rules import check_may_contact, check_not_oneself
from care.directory.search import Found, Scope, search
from care.directory.showing import Showcase
from care.directory.store import load_person, load_structure
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork

PAGE = 5


class Directory:
    """Answers from the edition in force, one unit of work per story; Refusals say why not.

    `national` searches beyond the territory, if there is something to search.
    """

    def __init__(
        self, national: NationalSearch | None = None, nearness: Nearness | None = None
    ) -> None:
        self.current = CurrentIndex()
        self._national = national
        self._nearness = nearness or Nearness()

    def find(self, work: UnitOfWork, asker: Asker, text: str) -> Page | Card | PlaceCard | Nobody:
        """Whom `text` is about: one card when there is only one, else the first page.

        A text that only narrows ("seulement les femmes") is about the last question.
        """
        case = self.open_case(work, asker)
        before = recall_dialogue(work, asker)
        question = read_question(text, before, work.now, case.index)
        if question.wish.nationwide:
            return self._find_nationwide(case, asker, before, question)
        scope = Scope(
            question.wish, case.onlooker.origin, case.onlooker.finds_unlisted, self._nearness
        )
        found = search(case.index, question.text, case.onlooker.enrolled, scope)
        if not found.hits:
            widen = self._national is not None
            return Nobody(text, found.alike, can_widen=widen, understood=found.understood)
        return self._show_found(case, asker, question, found)

    def describe(self, work: UnitOfWork) -> Summary | None:
        """What there is to search; None before the first import."""
        try:
            edition, index = self.current.load(work.connection, work.keys)
        except Refusal:
            return None
        sizes = dict(zip(index.place_codes, map(len, index.place_members), strict=True))
        largest = max(sizes, key=lambda code: (sizes[code], code))
        return Summary(edition, index.places[largest])

    def see_more(self, work: UnitOfWork, asker: Asker) -> Page:
        """The next page of the last search."""
        case, dialogue = self.open_case(work, asker), _started(work, asker)
        if dialogue.offset is not None:
            dialogue = self._read_on(case, dialogue)
        if dialogue.shown >= len(dialogue.results):
            cut = dialogue.total > len(dialogue.results)
            raise Refusal("more-too-many" if cut else "more-none", shown=dialogue.shown)
        return self._turn(case, asker, dialogue)

    def go_back(self, work: UnitOfWork, asker: Asker) -> Page:
        """The list again, from its beginning, also after a place's team took its place."""
        case, dialogue = self.open_case(work, asker), _started(work, asker)
        if dialogue.back:
            dialogue = replace(dialogue, results=dialogue.back, back=(), total=len(dialogue.back))
        return self._turn(case, asker, replace(dialogue, shown=0))

    def open_card(self, work: UnitOfWork, asker: Asker, number: int) -> Card | PlaceCard:
        """The card of result `number`."""
        return self._open(self.open_case(work, asker), asker, _started(work, asker), number)

    def contact(
        self, work: UnitOfWork, asker: Asker, number: int | None, *, fresh: bool = False
    ) -> Conversation | Invitation:
        """Bring `asker` together with result `number`, or with the person on the open card.

        `fresh` opens another conversation than the one they have had.
        """
        account = account_of(work.connection, asker.user_id)
        dialogue = _started(work, asker)
        if number is None and dialogue.card is None:
            raise Refusal("contact-whom")
        check_may_contact(account)
        person = self._addressee(work, asker, _chosen(dialogue, number))
        check_not_oneself(account, person)
        remember_dialogue(work, asker, replace(dialogue, card=person.id))
        other = check_reachable(work, person)
        if other is None:
            return invite(person, account)
        return bring_together(work, asker, other, person, fresh=fresh)

    def open_case(self, work: UnitOfWork, asker: Asker) -> Showcase:
        """What `asker` may be shown now."""
        edition, index = self.current.load(work.connection, work.keys)
        return Showcase(work, edition, index, look(work, index, asker))

    def _show_found(
        self, case: Showcase, asker: Asker, question: Question, found: Found
    ) -> Page | Card | PlaceCard:
        dialogue = Dialogue(
            results=tuple(Remembered(hit.entry.id, hit.place, hit.km) for hit in found.hits),
            total=found.total,
            question=question.text,
            wish=question.wish,
        )
        understood = found.understood
        if self._national is not None and (understood.given_up_place or understood.ignored):
            understood = replace(understood, can_widen=True)
        if found.total == 1:
            return self._open(case, asker, dialogue, 1, understood)
        return self._turn(case, asker, dialogue, understood)

    def _find_nationwide(
        self, case: Showcase, asker: Asker, before: Dialogue, question: Question
    ) -> Page | Card | PlaceCard | Nobody:
        if self._national is None:
            raise Refusal("nationwide-missing")
        found = look_elsewhere(self._national, question, case.onlooker, PAGE, 0)
        dialogue = replace(
            before,
            results=_elsewhere(case, found.people),
            shown=0,
            total=found.total,
            question=question.text,
            wish=question.wish,
            offset=PAGE,
            back=(),
        )
        if not dialogue.results:
            return Nobody(question.text, ())
        if len(dialogue.results) == found.total == 1:
            return self._open(case, asker, dialogue, 1, found.understood)
        page = self._turn(case, asker, dialogue, found.understood)
        return replace(page, more_than_total=found.more)

    def _read_on(self, case: Showcase, dialogue: Dialogue) -> Dialogue:
        """`dialogue` with the next people of the whole country."""
        if self._national is None or dialogue.offset is None:
            return dialogue
        question = Question(dialogue.question, dialogue.wish)
        found = look_elsewhere(self._national, question, case.onlooker, PAGE, dialogue.offset)
        more = _elsewhere(case, found.people)
        return replace(dialogue, results=(*dialogue.results, *more), offset=dialogue.offset + PAGE)

    def _turn(
        self,
        case: Showcase,
        asker: Asker,
        before: Dialogue,
        understood: Understood | None = None,
    ) -> Page:
        shown = min(before.shown + PAGE, len(before.results))
        lines = case.lines(before, before.shown, shown)
        if not lines:
            raise Refusal("person-gone")
        remember_dialogue(case.work, asker, replace(before, shown=shown, card=None))
        nationwide = before.offset is not None
        known = before.total if nationwide else len(before.results)
        remaining = max(known - shown, 0)
        contact = case.onlooker.can_contact
        return Page(lines, before.total, remaining, contact, understood, nationwide)

    def _open(
        self,
        case: Showcase,
        asker: Asker,
        before: Dialogue,
        number: int,
        understood: Understood | None = None,
    ) -> Card | PlaceCard:
        item = _pick(replace(before, shown=max(before.shown, 1)), number)
        structure = load_structure(case.work.connection, item.person_id)
        if structure is not None and structure.id in case.index.by_id:
            team = replace(
                before,
                results=case.team(structure),
                back=before.back or before.results,
                card=structure.id,
                offset=None,
            )
            team = replace(team, shown=len(team.results), total=len(team.results))
            remember_dialogue(case.work, asker, team)
            return case.place_card(structure, team, item.km, understood)
        person = item.record or self._person(case.work, item)
        shown = max(before.shown, number)
        remember_dialogue(case.work, asker, replace(before, shown=shown, card=person.id))
        return case.card(person, item, before.wish, understood)

    def _addressee(self, work: UnitOfWork, asker: Asker, item: Remembered) -> Professional:
        """Who is written to: for a place, the only one of its team who has an account."""
        structure = load_structure(work.connection, item.person_id)
        if structure is None:
            return self._person(work, item)
        case = self.open_case(work, asker)
        team = [case.index.entries[case.index.by_id[one.person_id]] for one in case.team(structure)]
        here = [entry for entry in team if entry.rpps in case.onlooker.enrolled]
        if len(here) != 1:
            raise Refusal("contact-place")
        return self._person(work, Remembered(here[0].id, ""))

    def _person(self, work: UnitOfWork, item: Remembered) -> Professional:
        if item.record is not None:
            return load_person(work.connection, item.person_id) or item.record
        person = load_person(work.connection, item.person_id)
        if person is None:
            raise Refusal("person-gone")
        return person


def _elsewhere(case: Showcase, people: tuple[FoundPerson, ...]) -> tuple[Remembered, ...]:
    """Those found beyond the territory, without those of it who asked not to be found."""
    hidden = {case.index.entries[number].rpps for number in case.index.unlisted}
    return tuple(
        Remembered(one.person.id, one.place, one.km, one.person)
        for one in people
        if not one.person.rpps or one.person.rpps not in hidden
    )


def _started(work: UnitOfWork, asker: Asker) -> Dialogue:
    dialogue = recall_dialogue(work, asker)
    if not dialogue.results and dialogue.card is None:
        raise Refusal("no-search-yet")
    return dialogue


def _chosen(dialogue: Dialogue, number: int | None) -> Remembered:
    if number is not None:
        return _pick(dialogue, number)
    opened = dialogue.card or ""
    listed = (item for item in dialogue.results if item.person_id == opened)
    return next(listed, Remembered(opened, ""))


def _pick(dialogue: Dialogue, number: int) -> Remembered:
    if not 1 <= number <= min(dialogue.shown, len(dialogue.results)):
        raise Refusal("number-unknown", last=dialogue.shown)
    return dialogue.results[number - 1]
