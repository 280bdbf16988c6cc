"""The lines of the trail about letters: never a word of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from care.audit.model import Entry, Face, Kind, Result
from care.audit.store import record
from care.circles.reading import actor_of
from care.letters.model import Letter
from care.runtime.units import UnitOfWork


def note_letter(
    work: UnitOfWork,
    letter: Letter,
    act: str,
    person: str | None,
    face: Face,
    *,
    details: Mapping[str, Any] | None = None,
    result: Result = Result.DONE,
) -> None:
    """Write a line in the transaction of the act; `person` is a user id, None for the rules."""
    told = {"number": letter.number, "mailbox": letter.mailbox}
    if letter.finding is not None:
        told["finding"] = letter.finding.value
    record(
        work,
        Entry(
            act,
            Kind.CARE,
            actor_of(work, person),
            face,
            result,
            circle=letter.circle,
            patient=letter.patient,
            details=told | dict(details or {}),
        ),
    )
