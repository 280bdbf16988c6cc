"""Are these the same person? Graded evidence with its reasons, for a human to decide.

Nothing here merges: two records become one only by somebody's act.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from care.identity.birth_date import Closeness, compare_birth_dates
from care.identity.birth_place import compare_birth_places
from care.identity.ins import InsNumber
from care.identity.lexical import fold, is_one_slip_away, starts_as_words
from care.identity.traits import Sex, Trait, Traits

_SHORTEST_SLIP = 4
_CORE = (Trait.BIRTH_NAME, Trait.GIVEN_NAMES, Trait.BIRTH_DATE, Trait.SEX)
_NEEDED = (Trait.BIRTH_NAME, Trait.GIVEN_NAMES, Trait.BIRTH_DATE)


class Grade(StrEnum):
    """What the evidence says. Same: nothing known separates them, and all strict traits agree."""

    SAME = "same"
    PROBABLE_DUPLICATE = "probable_duplicate"
    HOMONYM = "homonym"
    DOUBTFUL = "doubtful"
    DIFFERENT = "different"


class Numbers(StrEnum):
    """How two INS numbers stand to each other."""

    SAME = "same_number"
    DIFFERENT = "different_number"
    MAY_HAVE_CHANGED = "number_may_have_changed"
    UNKNOWN = "number_unknown"


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of somebody: traits, and a number if any."""

    traits: Traits
    number: InsNumber | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A grade, and the comparison of each trait and of the numbers that led to it."""

    grade: Grade
    traits: Mapping[Trait, Closeness]
    numbers: Numbers

    def those(self, closeness: Closeness) -> tuple[Trait, ...]:
        """The traits compared as `closeness`: what to show to the person who decides."""
        return tuple(trait for trait in Trait if self.traits[trait] is closeness)

    @property
    def may_be_twins(self) -> bool:
        """Whether only the given name separates two people born together."""
        return (
            self.traits[Trait.GIVEN_NAMES] is Closeness.DIFFERENT
            and self.traits[Trait.BIRTH_NAME] is Closeness.EQUAL
            and self.traits[Trait.BIRTH_DATE] is Closeness.EQUAL
            and self.traits[Trait.BIRTH_PLACE] is not Closeness.DIFFERENT
        )


def compare_people(one: Candidate, other: Candidate) -> Evidence:
    """The evidence that the two are one person; the same whichever comes first."""
    traits = compare_traits(one.traits, other.traits)
    numbers = compare_numbers(one.number, other.number)
    return Evidence(_grade(traits, numbers), traits, numbers)


def compare_traits(one: Traits, other: Traits) -> dict[Trait, Closeness]:
    """Each strict trait compared; used names may explain a birth name that differs."""
    born, born_other = one.birth_date, other.birth_date
    return {
        Trait.BIRTH_NAME: _compare_names(one, other),
        Trait.GIVEN_NAMES: _compare_given_names(one, other),
        Trait.BIRTH_DATE: (
            compare_birth_dates(born, born_other) if born and born_other else Closeness.UNKNOWN
        ),
        Trait.SEX: _compare_sexes(one.sex, other.sex),
        Trait.BIRTH_PLACE: compare_birth_places(one.birth_place, other.birth_place),
    }


def compare_numbers(one: InsNumber | None, other: InsNumber | None) -> Numbers:
    """A number may change in a life, from the one given while waiting (NIA) to the final one."""
    if one is None or other is None:
        return Numbers.UNKNOWN
    if one.matricule == other.matricule:
        return Numbers.SAME
    if not (one.matricule.is_key_right and other.matricule.is_key_right):
        return Numbers.UNKNOWN
    if one.matricule.is_waiting or other.matricule.is_waiting:
        return Numbers.MAY_HAVE_CHANGED
    return Numbers.DIFFERENT


def _grade(traits: Mapping[Trait, Closeness], numbers: Numbers) -> Grade:
    core = [traits[trait] for trait in _CORE]
    different = core.count(Closeness.DIFFERENT)
    if numbers is Numbers.SAME:
        return _grade_same_number(traits, different)
    if any(traits[trait] is Closeness.UNKNOWN for trait in _NEEDED):
        return Grade.DIFFERENT if different else Grade.DOUBTFUL
    if different:
        return _grade_different(traits, different)
    if numbers is Numbers.DIFFERENT:
        return Grade.HOMONYM
    return _grade_agreeing(traits, core.count(Closeness.CLOSE), numbers)


def _grade_same_number(traits: Mapping[Trait, Closeness], different: int) -> Grade:
    """One number and two people: somebody used another's card, or a slip of the hand."""
    if different or traits[Trait.BIRTH_PLACE] is Closeness.DIFFERENT:
        return Grade.DOUBTFUL
    all_equal = all(traits[trait] is Closeness.EQUAL for trait in _CORE)
    return Grade.SAME if all_equal else Grade.PROBABLE_DUPLICATE


def _grade_different(traits: Mapping[Trait, Closeness], different: int) -> Grade:
    """One trait that differs among all the others equal may be an error in it."""
    place, rest = traits[Trait.BIRTH_PLACE], [traits[trait] for trait in _CORE]
    alone = different == 1 and rest.count(Closeness.EQUAL) == len(_CORE) - 1
    if alone and traits[Trait.SEX] is Closeness.DIFFERENT:
        return Grade.DOUBTFUL
    if alone and traits[Trait.BIRTH_NAME] is Closeness.DIFFERENT and place is Closeness.EQUAL:
        return Grade.DOUBTFUL
    return Grade.DIFFERENT


def _grade_agreeing(traits: Mapping[Trait, Closeness], close: int, numbers: Numbers) -> Grade:
    place = traits[Trait.BIRTH_PLACE]
    if close == 0 and place is Closeness.DIFFERENT:
        return Grade.HOMONYM
    if close > 1 or place is Closeness.DIFFERENT:
        return Grade.DOUBTFUL
    certain = close == 0 and place is Closeness.EQUAL and traits[Trait.SEX] is Closeness.EQUAL
    same = certain and numbers is Numbers.UNKNOWN
    return Grade.SAME if same else Grade.PROBABLE_DUPLICATE


def _compare_names(one: Traits, other: Traits) -> Closeness:
    first, second = fold(one.birth_name), fold(other.birth_name)
    if not first or not second:
        return Closeness.UNKNOWN
    if first == second:
        return Closeness.EQUAL
    used, used_other = fold(one.used_name or ""), fold(other.used_name or "")
    married = first == used_other or second == used
    compound = set(first.split()) & set(second.split()) - {"DE", "DU", "LE", "LA", "DES", "D", "L"}
    near = married or bool(compound) or _is_near(first, second)
    return Closeness.CLOSE if near else Closeness.DIFFERENT


def _compare_given_names(one: Traits, other: Traits) -> Closeness:
    """The first given name may be compound, and lists may be cut: compare by their beginnings."""
    lists = fold(one.given_names or one.first_name), fold(other.given_names or other.first_name)
    firsts = fold(one.first_name), fold(other.first_name)
    if not all(lists):
        return Closeness.UNKNOWN
    if lists[0] == lists[1]:
        return Closeness.EQUAL
    if starts_as_words(lists[0], lists[1]) or starts_as_words(lists[1], lists[0]):
        return Closeness.EQUAL if firsts[0] == firsts[1] else Closeness.CLOSE
    used = fold(one.used_given_name or ""), fold(other.used_given_name or "")
    called = used[0] in {firsts[1], used[1] or None} or used[1] == firsts[0]
    near = firsts[0] == firsts[1] or (any(used) and called) or _is_near(*firsts)
    return Closeness.CLOSE if near else Closeness.DIFFERENT


def _compare_sexes(one: Sex | None, other: Sex | None) -> Closeness:
    if one in {None, Sex.INDETERMINATE} or other in {None, Sex.INDETERMINATE}:
        return Closeness.EQUAL if one is other and one is not None else Closeness.UNKNOWN
    return Closeness.EQUAL if one is other else Closeness.DIFFERENT


def _is_near(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _SHORTEST_SLIP and is_one_slip_away(one, other)
