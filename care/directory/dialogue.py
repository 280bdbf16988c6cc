"""What a conversation with the directory remembers for a day: the last results, the open card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from pydantic import TypeAdapter
from sqlalchemy import delete, select

from care.directory.model import Professional
from care.directory.tables import DIALOGUES
from care.directory.wishes import NOTHING, Wish
from care.runtime.units import UnitOfWork

_MEMORY_LASTS = timedelta(days=1)
_CONTEXT = "directory_dialogues.state"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks which bot `account`, and where: what a memory belongs to.

    `alone`: nobody else reads the answers.
    """

    account: str
    room_id: str
    user_id: str
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Remembered:
    """Someone in the last results, the commune shown for them and how far it is.

    `record` is kept for those whom only the rest of the country knows.
    """

    person_id: str
    place: str
    km: float | None = None
    record: Professional | None = None


@dataclass(frozen=True, slots=True)
class Dialogue:
    """The last results, how many of them were shown, and the person on the open card.

    `question` and `wish` are what led to them. `offset` is how far a search of the whole country
    has read, None in the territory. `editing` is the place of care that changes are about.
    """

    results: tuple[Remembered, ...] = ()
    shown: int = 0
    total: int = 0
    card: str | None = None
    question: str = ""
    wish: Wish = NOTHING
    offset: int | None = None
    editing: str | None = None
    back: tuple[Remembered, ...] = ()


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
