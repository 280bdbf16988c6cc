"""The stories of protocols: one is posted, somebody looks for it."""

from __future__ import annotations

from dataclasses import dataclass

from care.accounts.model import AccountKind
from care.accounts.store import account_of
from care.protocols.finding import find_protocols
from care.protocols.model import Protocol
from care.protocols.store import load_protocols, name_room, save_protocol
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork

MOST = 5
_LONGEST_TITLE, _LONGEST_WORDS = 120, 2_000


@dataclass(frozen=True, slots=True)
class Protocols:
    """What was found for `typed`, at most `MOST` of `total`; `any_known` if there is one at all."""

    typed: str
    found: tuple[Protocol, ...]
    total: int
    any_known: bool


def note_protocol(work: UnitOfWork, posted: Protocol) -> None:
    """Keep what was posted in a room of protocols, to be found by its words."""
    lines = [line.strip() for line in posted.title.splitlines() if line.strip()]
    if not lines:
        return
    text = " ".join((*lines, posted.words))[:_LONGEST_WORDS]
    save_protocol(
        work,
        Protocol(
            posted.event_id,
            posted.room_id,
            lines[0][:_LONGEST_TITLE],
            text,
            posted.author,
            posted.posted_at,
            posted.is_file,
        ),
    )


def search_protocols(work: UnitOfWork, user_id: str, text: str) -> Protocols:
    """The protocols that `text` is about, for who works here. Raises Refusal."""
    account = account_of(work.connection, user_id)
    if account is None or not account.kind.is_staff:
        raise Refusal("protocols-staff-only")
    known = list(load_protocols(work))
    found = find_protocols(known, text)
    return Protocols(text, tuple(found[:MOST]), len(found), bool(known))


def name_protocol_room(work: UnitOfWork, user_id: str, room_id: str) -> None:
    """Make `room_id` a room of protocols, as a coordinator. Raises Refusal."""
    account = account_of(work.connection, user_id)
    if account is None or account.kind is not AccountKind.COORDINATOR:
        raise Refusal("protocols-coordinators-only")
    name_room(work.connection, room_id, work.now)
