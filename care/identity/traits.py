"""The traits of identity (RNIV): five strict ones, and the names used in daily life."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from care.identity.birth_date import BirthDate
from care.identity.lexical import fold, is_insi_form, starts_as_words, to_insi_form
from care.identity.reason import Doubts, Reason

_SEARCH_LETTERS = 3


class Sex(StrEnum):
    """`I` (indeterminate) is allowed by RNIV and never returned by the INSi."""

    MALE = "M"
    FEMALE = "F"
    INDETERMINATE = "I"


class Trait(StrEnum):
    """The strict traits, in the order in which people give them."""

    BIRTH_NAME = "birth_name"
    GIVEN_NAMES = "given_names"
    BIRTH_DATE = "birth_date"
    SEX = "sex"
    BIRTH_PLACE = "birth_place"


@dataclass(frozen=True, slots=True)
class Traits:
    """Who somebody is, as a source told it; empty or None is what was not told.

    `given_names` is the list of the birth certificate, separated by spaces; `first_given_name` may
    be compound, and is its beginning; `birth_place` a COG code.
    """

    birth_name: str = field(default="", repr=False)
    given_names: str = field(default="", repr=False)
    birth_date: BirthDate | None = field(default=None, repr=False)
    sex: Sex | None = field(default=None, repr=False)
    birth_place: str | None = field(default=None, repr=False)
    first_given_name: str | None = field(default=None, repr=False)
    used_name: str | None = field(default=None, repr=False)
    used_given_name: str | None = field(default=None, repr=False)

    @property
    def first_name(self) -> str:
        """The first given name as far as it is known: the first word of the list by default."""
        return self.first_given_name or self.given_names.partition(" ")[0]

    @property
    def daily_name(self) -> str:
        """The name people call them by."""
        return self.used_name or self.birth_name

    @property
    def daily_given_name(self) -> str:
        """The given name people call them by."""
        return self.used_given_name or self.first_name

    @property
    def called(self) -> str:
        """`EXEMPLE Jeanne`: both names of every day, since families are cared for together."""
        return " ".join(name for name in (self.daily_name, self.daily_given_name.title()) if name)


def missing_traits(traits: Traits) -> tuple[Trait, ...]:
    """The strict traits that were not told."""
    told = {
        Trait.BIRTH_NAME: fold(traits.birth_name),
        Trait.GIVEN_NAMES: fold(traits.given_names),
        Trait.BIRTH_DATE: traits.birth_date,
        Trait.SEX: traits.sex,
        Trait.BIRTH_PLACE: traits.birth_place,
    }
    return tuple(trait for trait in Trait if not told[trait])


def doubt_traits(traits: Traits) -> Doubts:
    """What is odd in traits by themselves."""
    doubts: list[Reason] = []
    if missing_traits(traits):
        doubts.append(Reason.TRAIT_MISSING)
    written = [name for name in (traits.birth_name, traits.given_names) if name]
    if not all(is_insi_form(name) for name in written):
        doubts.append(Reason.NOT_INSI_FORM)
    first = fold(traits.first_given_name or "")
    if first and not starts_as_words(fold(traits.given_names), first):
        doubts.append(Reason.FIRST_NAME_NOT_IN_LIST)
    return tuple(doubts)


def to_insi_traits(traits: Traits) -> Traits:
    """The same person with names in the INSi's alphabet; names of daily life are left alone."""
    first = traits.first_given_name
    return Traits(
        to_insi_form(traits.birth_name),
        to_insi_form(traits.given_names),
        traits.birth_date,
        traits.sex,
        traits.birth_place,
        None if first is None else to_insi_form(first),
        traits.used_name,
        traits.used_given_name,
    )


def search_keys(traits: Traits) -> tuple[str, ...]:
    """Under which words to look for a person, or keep one: date, and three letters of each name.

    RNIV: search by birth date first, then at most three letters. Birth and used names both count.
    """
    if traits.birth_date is None:
        return ()
    day = f"{traits.birth_date.conventional:%Y%m%d}"
    names = (traits.birth_name, traits.used_name or "")
    letters = {fold(name).replace(" ", "")[:_SEARCH_LETTERS] for name in names}
    return (day, *sorted(f"{day} {start}" for start in letters if start))
