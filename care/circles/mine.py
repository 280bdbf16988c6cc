"""« Mes patients »: the circles somebody is in, the latest activity first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from care.circles.entries import count_unread, last_said
from care.circles.lists import circles_in_list
from care.circles.model import Circle, CircleId, CircleState
from care.circles.store import circles_of, load_circles
from care.directory.spelling import fold
from care.patients.model import Patient
from care.patients.store import load_patients
from care.runtime.units import UnitOfWork

PER_PAGE = 8


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
    circles = _open_circles(work, user_id, sieve)
    said = last_said(work.connection, list(circles))
    unread = count_unread(work.connection, user_id)
    ids = [one for one in circles if not sieve.unread or unread.get(one)]
    patients: dict[CircleId, Patient] = {}
    if sieve.named:
        patients = _patients(work, circles, ids)
        ids = [one for one in ids if _is_named(patients[one], sieve.named)]
    ids.sort(key=lambda one: (said.get(one, circles[one].opened_at), one.text), reverse=True)
    shown = ids[offset : offset + PER_PAGE]
    patients |= _patients(work, circles, [one for one in shown if one not in patients])
    lines = tuple(
        CircleLine(
            number=offset + rank,
            circle=circles[one],
            patient=patients[one],
            last_at=said.get(one, circles[one].opened_at),
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


def _open_circles(work: UnitOfWork, user_id: str, sieve: Sieve) -> dict[CircleId, Circle]:
    mine = circles_of(work.connection, user_id)
    if sieve.of_list:
        kept = circles_in_list(work, user_id, sieve.of_list) or frozenset()
        mine = [one for one in mine if one in kept]
    circles = load_circles(work.connection, work.keys, mine)
    return {one: c for one, c in circles.items() if c.state is CircleState.OPEN}


def _patients(
    work: UnitOfWork, circles: dict[CircleId, Circle], wanted: list[CircleId]
) -> dict[CircleId, Patient]:
    found = load_patients(work.connection, work.keys, {circles[one].patient for one in wanted})
    return {one: found[circles[one].patient] for one in wanted}


def _is_named(patient: Patient, typed: str) -> bool:
    traits = patient.identity.traits
    names = (traits.birth_name, traits.given_names, traits.used_name, traits.used_given_name)
    words = fold(" ".join(name for name in names if name)).split()
    return all(any(word.startswith(part) for word in words) for part in typed.split())
