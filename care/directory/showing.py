"""Lines and cards: what an onlooker is shown of an entry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from care.access.directory import Field
from care.accounts.model import Account
from care.accounts.store import account_by_rpps
from care.audit.model import Face
from care.directory.answers import Card, Line, PlaceCard
from care.directory.dialogue import Dialogue, Remembered
from care.directory.explaining import Understood
from care.directory.index import Index, show_name
from care.directory.model import Edition, Professional, Structure
from care.directory.onlooker import Onlooker
from care.directory.profiles.model import EMPTY, Item, Profile
from care.directory.profiles.week import (
    PARIS,
    Opening,
    Window,
    current_absence,
    next_opening,
    opening,
)
from care.directory.rules import is_stale
from care.directory.structures import structure_kinds
from care.directory.trades import call
from care.directory.views import note_view
from care.directory.wishes import Wish
from care.runtime.units import UnitOfWork

TEAM = 8
_WORTH_TELLING_KM = 1.0
_WANTED_ITEMS = (Item.SECRETARY_PHONE, Item.URGENT_PHONE, Item.HOURS, Item.LANGUAGES, Item.BIO)


class Showcase:
    """Shows entries of one index to one onlooker."""

    def __init__(
        self, work: UnitOfWork, edition: Edition, index: Index, onlooker: Onlooker
    ) -> None:
        self.work = work
        self.edition = edition
        self.index = index
        self.onlooker = onlooker
        self._today = work.now.astimezone(PARIS).date()

    def lines(self, dialogue: Dialogue, start: int, stop: int) -> tuple[Line, ...]:
        """The numbered results from `start` to `stop` (excluded), without those gone since."""
        chosen = enumerate(dialogue.results[start:stop], start=start + 1)
        return tuple(
            line
            for number, item in chosen
            if (line := self.line(number, item, dialogue.wish)) is not None
        )

    def line(self, number: int, item: Remembered, wish: Wish) -> Line | None:
        """One result; None for somebody gone."""
        known = self.index.by_id.get(item.person_id)
        km = item.km if item.km is not None and item.km >= _WORTH_TELLING_KM else None
        if known is None:
            record = item.record
            if record is None:
                return None
            called, here = ", ".join(call(record)), self._is_enrolled([record.rpps])
            return Line(number, show_name(record), called, item.place, here, km)
        entry = self.index.entries[known]
        profile = self.index.profiles.get(known, EMPTY)
        rpps = [self.index.entries[n].rpps for n in entry.team] if entry.is_place else [entry.rpps]
        return Line(
            number=number,
            name=entry.name,
            called=entry.called,
            place=item.place,
            reachable=self._is_enrolled(rpps),
            km=km,
            opening=_opening(profile, wish),
            absence=current_absence(profile.absences, self._today),
        )

    def card(
        self,
        person: Professional,
        item: Remembered,
        wish: Wish,
        understood: Understood | None = None,
    ) -> Card:
        """The card of `person`; showing an urgent phone is noted."""
        profile = self._profile(person.id)
        sees = self.onlooker.fields
        account = self.onlooker.account
        own = account is not None and bool(person.rpps) and account.rpps == person.rpps
        enrolled = account_by_rpps(self.work.connection, person.rpps) if person.rpps else None
        self._note_view(profile, person.id, enrolled)
        return Card(
            person=person if Field.MAILBOX in sees else replace(person, mailboxes=()),
            name=show_name(person),
            called=", ".join(call(person)),
            place=item.place,
            reachable=enrolled is not None,
            can_contact=self.onlooker.can_contact,
            edition=self.edition,
            stale=is_stale(self.edition, self.work.now),
            understood=understood,
            profile=profile,
            km=item.km if item.km is not None and item.km >= _WORTH_TELLING_KM else None,
            opening=_opening(profile, wish) or self._now(profile),
            opens=next_opening(profile, self.work.now),
            absence=current_absence(profile.absences, self._today),
            own=own,
            elsewhere=item.record is not None and person.id not in self.index.by_id,
            missing=_missing(profile) if own else (),
            hidden=self._withheld(person.id, profile),
        )

    def place_card(
        self,
        structure: Structure,
        dialogue: Dialogue,
        km: float | None,
        understood: Understood | None = None,
    ) -> PlaceCard:
        """The card of a place, noted in the same way; `dialogue` holds its team as results."""
        profile = self._profile(structure.id)
        self._note_view(profile, structure.id, None)
        shown = min(len(dialogue.results), TEAM)
        staff = Field.MAILBOX in self.onlooker.fields
        entry = self.index.entries[self.index.by_id[structure.id]]
        rpps = {self.index.entries[number].rpps for number in entry.team} - {""}
        return PlaceCard(
            structure=structure if staff else replace(structure, mailboxes=()),
            called=structure_kinds()[structure.kind].name,
            team=self.lines(dialogue, 0, shown),
            more_team=len(dialogue.results) - shown,
            can_contact=self.onlooker.can_contact,
            edition=self.edition,
            stale=is_stale(self.edition, self.work.now),
            understood=understood,
            profile=profile,
            km=km if km is not None and km >= _WORTH_TELLING_KM else None,
            opening=_opening(profile, dialogue.wish) or self._now(profile),
            opens=next_opening(profile, self.work.now),
            absence=current_absence(profile.absences, self._today),
            own=self.onlooker.account is not None and self.onlooker.account.rpps in rpps,
            hidden=self._withheld(structure.id, profile),
        )

    def team(self, structure: Structure) -> tuple[Remembered, ...]:
        """Who practises there and may be shown: who has an account first, then by name."""
        numbers = [n for p in structure.people if (n := self.index.by_id.get(p)) is not None]
        listed = [number for number in numbers if number not in self.index.unlisted]
        entries = [self.index.entries[number] for number in sorted(listed)]
        ordered = sorted(entries, key=lambda entry: entry.rpps not in self.onlooker.enrolled)
        return tuple(Remembered(entry.id, structure.commune) for entry in ordered)

    def _is_enrolled(self, rpps: Iterable[str]) -> bool:
        return any(number in self.onlooker.enrolled for number in rpps)

    def _profile(self, owner: str) -> Profile:
        known = self.index.by_id.get(owner)
        whole = EMPTY if known is None else self.index.profiles.get(known, EMPTY)
        return self.onlooker.redact(whole)

    def _note_view(self, seen: Profile, entry: str, owner: Account | None) -> None:
        viewer = self.onlooker.account
        if seen.urgent_phone and viewer is not None:
            user_id = None if owner is None else owner.user_id
            note_view(self.work, viewer.user_id, entry, user_id, Face.ROOM)

    def _withheld(self, owner: str, seen: Profile) -> frozenset[Field]:
        """What there is, but not for this onlooker here."""
        known = self.index.by_id.get(owner)
        whole = EMPTY if known is None else self.index.profiles.get(known, EMPTY)
        return frozenset({Field.URGENT_PHONE} if whole.urgent_phone != seen.urgent_phone else ())

    def _now(self, profile: Profile) -> Opening | None:
        if profile.hours is None:
            return None
        return opening(profile, Window(self.work.now, self.work.now))


def _opening(profile: Profile, wish: Wish) -> Opening | None:
    return None if wish.window is None else opening(profile, wish.window)


def _missing(profile: Profile) -> tuple[Item, ...]:
    return tuple(item for item in _WANTED_ITEMS if not getattr(profile, item.value))
