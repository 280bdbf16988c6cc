"""The INS: a matricule, the OID of who assigned it, and five traits. A matricule alone is none."""

from __future__ import annotations

from dataclasses import dataclass

from care.identity.authority import Authority, NumberKind
from care.identity.birth_place import UNKNOWN_PLACE
from care.identity.matricule import Matricule
from care.identity.reason import Doubts, Environment, IdentityRefused, Reason
from care.identity.traits import Sex, Traits, doubt_traits


@dataclass(frozen=True, slots=True)
class InsNumber:
    """A matricule and who assigned it. It can change in a life: never a primary key."""

    matricule: Matricule
    authority: Authority


@dataclass(frozen=True, slots=True)
class Ins:
    """A number and the traits that go with it."""

    number: InsNumber
    traits: Traits


def check_number(number: InsNumber, environment: Environment) -> Doubts:
    """What is odd in `number`.

    Raises IdentityRefused for a wrong key under a production OID (invented numbers often have
    wrong keys: only a doubt under a test OID), and for a test OID in production.
    """
    authority, matricule = number.authority, number.matricule
    if authority.is_production and not matricule.is_key_right:
        raise IdentityRefused(Reason.BAD_KEY)
    if environment is Environment.PRODUCTION and not authority.is_production:
        raise IdentityRefused(Reason.TEST_DATA)
    doubts = [*matricule.doubts]
    if not authority.is_production:
        doubts.append(Reason.TEST_DATA)
    if authority.kind and matricule.is_waiting != (authority.kind is NumberKind.NIA):
        doubts.append(Reason.AUTHORITY_OF_ANOTHER_KIND)
    return tuple(doubts)


def check_ins(ins: Ins, environment: Environment) -> Doubts:
    """What is odd in the whole. Raises IdentityRefused as `check_number` does."""
    return (
        *check_number(ins.number, environment),
        *doubt_traits(ins.traits),
        *_disagreements(ins.number.matricule, ins.traits),
    )


def _disagreements(matricule: Matricule, traits: Traits) -> Doubts:
    """Sex, date and place are written in the number: people may have changed since, or slipped."""
    doubts: list[Reason] = []
    if matricule.sex and traits.sex not in {None, Sex.INDETERMINATE, Sex(matricule.sex)}:
        doubts.append(Reason.SEX_DISAGREES)
    born = traits.birth_date
    if born and (born.year % 100 != matricule.year or _other_month(matricule, born.month)):
        doubts.append(Reason.BIRTH_DATE_DISAGREES)
    if traits.birth_place not in {None, UNKNOWN_PLACE, matricule.birth_place}:
        doubts.append(Reason.BIRTH_PLACE_DISAGREES)
    return tuple(doubts)


def _other_month(matricule: Matricule, month: int | None) -> bool:
    return None not in {month, matricule.month} and month != matricule.month
