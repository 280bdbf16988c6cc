"""One's own entry, or that of where one practises: shown as others see it, and changed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from care.access.directory import visible_fields
from care.access.people import Kind
from care.accounts.store import account_of
from care.directory.answers import Card, Edited, PlaceCard
from care.directory.dialogue import Asker, Dialogue, Remembered, recall_dialogue, remember_dialogue
from care.directory.index import show_name
from care.directory.model import Professional, Structure
from care.directory.profiles.model import Item
from care.directory.profiles.rules import Edit, Erase, changed_item, decide_edit
from care.directory.profiles.store import load_previous, load_profile, save_profile
from care.directory.profiles.week import PARIS
from care.directory.showing import Showcase
from care.directory.spelling import fold
from care.directory.store import load_person_by_rpps, load_structure, load_structures
from care.directory.structures import structure_kinds
from care.directory.wishes import NOTHING
from care.directory.workflow import Directory
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork

_OF_PERSONS = frozenset({Item.LANGUAGES, Item.UNLISTED})


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whose entry it is."""

    id: str
    name: str
    is_place: bool


class OwnProfile:
    """The stories of "mon profil"; Refusals say why not. Only where nobody else reads."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def show(self, work: UnitOfWork, asker: Asker) -> Card:
        """The asker's card as a colleague sees it, and what is still missing."""
        person = _person(work, asker)
        self._edit_from_now(work, asker, None)
        place = person.activities[0].commune if person.activities else ""
        return self._as_colleague(work, asker).card(person, Remembered(person.id, place), NOTHING)

    def show_place(self, work: UnitOfWork, asker: Asker, word: str) -> PlaceCard:
        """The card of the asker's own `word` ("pharmacie"…): changes are about it then."""
        structure = _own_place(work, _person(work, asker), word)
        self._edit_from_now(work, asker, structure.id)
        case = self._as_colleague(work, asker)
        team = case.team(structure)
        return case.place_card(structure, Dialogue(team, len(team), len(team)), None)

    def edit(
        self,
        work: UnitOfWork,
        asker: Asker,
        edit: Edit,
        place: str = "",
        *,
        of_oneself: bool = False,
    ) -> Edited:
        """Make the change, about the asker's own `place` from now on if there is one.

        `of_oneself`: about the asker, from now on. What is refused changes nothing.
        """
        if of_oneself:
            self._edit_from_now(work, asker, None)
        elif place:
            self._edit_from_now(work, asker, _own_place(work, _person(work, asker), place).id)
        owner = self._owner(work, asker)
        item = changed_item(edit)
        if owner.is_place and item in _OF_PERSONS:
            raise Refusal("place-has-no-such")
        before = load_profile(work.connection, work.keys, owner.id)
        after = decide_edit(before, edit, work.now.astimezone(PARIS).date())
        if after != before:
            save_profile(work, owner.id, after)
        return Edited(
            owner.name, item, after, erased=isinstance(edit, Erase), is_place=owner.is_place
        )

    def undo(self, work: UnitOfWork, asker: Asker) -> Edited:
        """Take the last change back; once more makes it again."""
        owner = self._owner(work, asker)
        before = load_previous(work.connection, work.keys, owner.id)
        if before is None:
            raise Refusal("nothing-to-undo")
        now = load_profile(work.connection, work.keys, owner.id)
        save_profile(work, owner.id, before)
        back = tuple(
            item for item in Item if getattr(now, item.value) != getattr(before, item.value)
        )
        return Edited(owner.name, None, before, undone=back, is_place=owner.is_place)

    def _as_colleague(self, work: UnitOfWork, asker: Asker) -> Showcase:
        case = self._directory.open_case(work, asker)
        fields = visible_fields(Kind.PROFESSIONAL, alone=True)
        case.onlooker = replace(case.onlooker, fields=fields)
        return case

    def _owner(self, work: UnitOfWork, asker: Asker) -> _Owner:
        person = _person(work, asker)
        editing = recall_dialogue(work, asker).editing
        structure = load_structure(work.connection, editing) if editing else None
        if structure is not None and person.id in structure.people:
            return _Owner(structure.id, structure.name, is_place=True)
        return _Owner(person.id, show_name(person), is_place=False)

    def _edit_from_now(self, work: UnitOfWork, asker: Asker, owner: str | None) -> None:
        remember_dialogue(work, asker, replace(recall_dialogue(work, asker), editing=owner))


def _person(work: UnitOfWork, asker: Asker) -> Professional:
    if not asker.alone:
        raise Refusal("profile-alone-only")
    account = account_of(work.connection, asker.user_id)
    if account is None or not account.kind.is_staff:
        raise Refusal("profile-carers-only")
    person = load_person_by_rpps(work.connection, account.rpps) if account.rpps else None
    if person is None:
        raise Refusal("profile-not-tied" if not account.rpps else "profile-not-imported")
    return person


def _own_place(work: UnitOfWork, person: Professional, word: str) -> Structure:
    own = [site for site in load_structures(work.connection) if person.id in site.people]
    named = [site for site in own if _is_called(site, fold(word))]
    chosen = named or own
    if not chosen:
        raise Refusal("place-none")
    if len(chosen) > 1:
        raise Refusal("place-which", names=", ".join(sorted(site.name for site in chosen)))
    return chosen[0]


def _is_called(site: Structure, word: str) -> bool:
    kind = structure_kinds()[site.kind]
    return word in {fold(said) for said in (kind.name, *kind.words)} or word in fold(site.name)
