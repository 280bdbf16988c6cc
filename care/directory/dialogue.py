"""What a conversation with the directory remembers for a day: the last results, the open card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from pydantic import TypeAdapter
from sqlalchemy import delete, select

from care.directory.tables import DIALOGUES
from care.runtime.units import UnitOfWork

_MEMORY_LASTS = timedelta(days=1)
_CONTEXT = "directory_dialogues.state"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks which bot `account`, and where: what a memory belongs to."""

    account: str
    room_id: str
    user_id: str


@dataclass(frozen=True, slots=True)
class Remembered:
    """Someone in the last results, and the commune shown for them."""

    person_id: str
    place: str


@dataclass(frozen=True, slots=True)
class Dialogue:
    """The last results, how many of them were shown, and the person on the open card."""

    results: tuple[Remembered, ...] = ()
    shown: int = 0
    total: int = 0
    card: str | None = None


_DIALOGUE: TypeAdapter[Dialogue] = TypeAdapter(Dialogue)


def recall_dialogue(work: UnitOfWork, asker: Asker) -> Dialogue:
    """Where `asker` stands; an empty dialogue when they said nothing today."""
    row = work.connection.execute(
        select(DIALOGUES.c.state, DIALOGUES.c.updated_at).where(DIALOGUES.c.id == _id(work, asker))
    ).first()
    if row is None or row.updated_at < work.now - _MEMORY_LASTS:
        return Dialogue()
    return _DIALOGUE.validate_json(work.keys.unseal(row.state, _CONTEXT))


def remember_dialogue(work: UnitOfWork, asker: Asker, dialogue: Dialogue) -> None:
    """Keep where `asker` stands, and forget whoever has been silent for a day."""
    key = _id(work, asker)
    expired = DIALOGUES.c.updated_at < work.now - _MEMORY_LASTS
    work.connection.execute(delete(DIALOGUES).where((DIALOGUES.c.id == key) | expired))
    state = work.keys.seal(_DIALOGUE.dump_json(dialogue), _CONTEXT)
    work.connection.execute(DIALOGUES.insert().values(id=key, state=state, updated_at=work.now))


def _id(work: UnitOfWork, asker: Asker) -> str:
    whole = "\n".join((asker.account, asker.room_id, asker.user_id))
    return work.keys.blind(whole, "directory.dialogue")
