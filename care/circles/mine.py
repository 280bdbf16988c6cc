"""« Mes patients »: the circles somebody is in, the latest activity first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from care.circles.entries import count_unread, last_said
from care.circles.lists import circles_in_list
from care.circles.model import Circle, CircleId
from care.circles.store import load_circles, open_circles_of
from care.directory.spelling import fold
from care.identity.patient import PatientId
from care.patients.model import Patient
from care.patients.store import load_patients
from care.runtime.units import UnitOfWork

PER_PAGE = 8
_Mine = dict[CircleId, tuple[PatientId, datetime]]


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which of one's circles: those of a list, with something unread, of patients so named."""

    of_list: str = ""
    unread: bool = False
    named: str = ""


ALL = Sieve()


@dataclass(frozen=True, slots=True)
class CircleLine:
    """One numbered circle. `unread` counts what is lately kept, at most some tens."""

    number: int
    circle: Circle
    patient: Patient
    last_at: datetime
    unread: int


@dataclass(frozen=True, slots=True)
class MyCircles:
    """A page of one's circles; `remaining` more may be asked for, from `following` on."""

    lines: tuple[CircleLine, ...]
    total: int
    remaining: int
    sieve: Sieve

    @property
    def following(self) -> int:
        """The offset of the next page."""
        return self.total - self.remaining


def my_circles(work: UnitOfWork, user_id: str, sieve: Sieve = ALL, offset: int = 0) -> MyCircles:
    """The open circles of `user_id` that pass `sieve`, by latest activity."""
    mine = _mine(work, user_id, sieve)
    said = last_said(work.connection, list(mine))
    unread = count_unread(work.connection, user_id)
    ids = [one for one in mine if not sieve.unread or unread.get(one)]
    if sieve.named:
        patients = _patients(work, mine, ids)
        ids = [one for one in ids if _is_named(patients[one], sieve.named)]
    last = {one: said.get(one, mine[one][1]) for one in ids}
    ids.sort(key=lambda one: (last[one], one.text), reverse=True)
    shown = ids[offset : offset + PER_PAGE]
    patients, circles = (
        _patients(work, mine, shown),
        load_circles(work.connection, work.keys, shown),
    )
    lines = tuple(
        CircleLine(
            number=offset + rank,
            circle=circles[one],
            patient=patients[one],
            last_at=last[one],
            unread=unread.get(one, 0),
        )
        for rank, one in enumerate(shown, start=1)
    )
    return MyCircles(lines, len(ids), max(0, len(ids) - offset - len(shown)), sieve)


def understand_sieve(work: UnitOfWork, user_id: str, typed: str) -> Sieve:
    """What is meant by the words after « mes patients »: a list, what is unread, a name."""
    words = fold(typed)
    if not words:
        return ALL
    if words in {"non lus", "non lu", "nouveaux", "a lire"}:
        return replace(ALL, unread=True)
    if circles_in_list(work, user_id, typed) is not None:
        return replace(ALL, of_list=" ".join(typed.split()))
    return replace(ALL, named=words)


def _mine(work: UnitOfWork, user_id: str, sieve: Sieve) -> _Mine:
    mine = open_circles_of(work.connection, user_id)
    if sieve.of_list:
        kept = circles_in_list(work, user_id, sieve.of_list) or frozenset()
        return {one: about for one, about in mine.items() if one in kept}
    return mine


def _patients(work: UnitOfWork, mine: _Mine, wanted: list[CircleId]) -> dict[CircleId, Patient]:
    found = load_patients(work.connection, work.keys, {mine[one][0] for one in wanted})
    return {one: found[mine[one][0]] for one in wanted}


def _is_named(patient: Patient, typed: str) -> bool:
    traits = patient.identity.traits
    names = (traits.birth_name, traits.given_names, traits.used_name, traits.used_given_name)
    words = fold(" ".join(name for name in names if name)).split()
    return all(any(word.startswith(part) for word in words) for part in typed.split())
