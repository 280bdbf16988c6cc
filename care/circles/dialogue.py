"""What a conversation about circles remembers for a day: the draft of a circle, the last list."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from pydantic import TypeAdapter
from sqlalchemy import delete, select

from care.circles.mine import ALL, Sieve
from care.circles.model import Role
from care.circles.tables import DRAFTS
from care.consent.model import Ground
from care.identity.patient import PatientIdentity
from care.patients.model import Contact
from care.runtime.units import UnitOfWork

_MEMORY_LASTS = timedelta(days=1)
_CONTEXT = "circle_drafts.state"


class Stage(StrEnum):
    """What the draft of a circle waits for."""

    IDENTITY = "identity"
    SAME_PERSON = "same_person"
    PEOPLE = "people"
    WHICH = "which"
    GROUND = "ground"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Somebody to be in the circle, and as what."""

    user_id: str
    name: str
    role: Role | None = None
    relation: str | None = None


@dataclass(frozen=True, slots=True)
class Unsure:
    """Words that may mean several people: their user ids and names, and as what."""

    typed: str
    choices: tuple[tuple[str, str], ...]
    role: Role | None = None
    relation: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A circle that is being prepared. `alike` are patients it may be about (ids)."""

    stage: Stage
    identity: PatientIdentity | None = field(default=None, repr=False)
    contact: Contact = field(default=Contact(), repr=False)
    patient: str | None = None
    alike: tuple[str, ...] = ()
    people: tuple[Chosen, ...] = ()
    unsure: tuple[Unsure, ...] = ()
    ground: Ground | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    """Where somebody stands: a draft, the circles last listed, the one they speak about.

    `tasks` are those last listed (ids and occurrences), `asked` what they said that may be meant
    in several ways, `noted` the task that they just wrote.
    `postponed` is the task that `asked` would put off.
    """

    draft: Draft | None = None
    tasks: tuple[tuple[str, str], ...] = ()
    asked: str | None = field(default=None, repr=False)
    noted: str | None = None
    postponed: tuple[str, str] | None = None
    listed: tuple[str, ...] = ()
    sieve: Sieve = ALL
    following: int = 0
    current: str | None = None


_MEMORY: TypeAdapter[Memory] = TypeAdapter(Memory)


def recall_memory(work: UnitOfWork, room_id: str, user_id: str) -> Memory:
    """Where `user_id` stands in this conversation; nothing when they were silent for a day."""
    row = work.connection.execute(
        select(DRAFTS.c.state, DRAFTS.c.updated_at).where(
            DRAFTS.c.id == _id(work, room_id, user_id)
        )
    ).first()
    if row is None or row.updated_at < work.now - _MEMORY_LASTS:
        return Memory()
    return _MEMORY.validate_json(work.keys.unseal(row.state, _CONTEXT))


def keep_memory(work: UnitOfWork, room_id: str, user_id: str, memory: Memory) -> None:
    """Keep where `user_id` stands, and forget whoever has been silent for a day."""
    key = _id(work, room_id, user_id)
    expired = DRAFTS.c.updated_at < work.now - _MEMORY_LASTS
    work.connection.execute(delete(DRAFTS).where((DRAFTS.c.id == key) | expired))
    state = work.keys.seal(_MEMORY.dump_json(memory), _CONTEXT)
    work.connection.execute(DRAFTS.insert().values(id=key, state=state, updated_at=work.now))


def _id(work: UnitOfWork, room_id: str, user_id: str) -> str:
    return work.keys.blind(f"{room_id}\n{user_id}", "circles.dialogue")
