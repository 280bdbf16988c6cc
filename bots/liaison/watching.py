"""A number that looks like an INS, in a group open to the territory: told at once, in private."""

from __future__ import annotations

import json
from dataclasses import dataclass

from bots.engine.markup import write
from bots.liaison.house import House
from bots.liaison.reaching import tell
from bots.liaison.texts import TEXTS
from care.identity.detection import find_ins_like
from care.matrix.model import IncomingMessage
from care.runtime.memory import forget, recall, remember
from care.runtime.outgoing import Address, Erase, Outgoing
from care.runtime.units import UnitOfWork

_OFFER, _LATEST = "erase-offer:", "erase-offer-to:"
YES = frozenset({"✅", "✔", "✔️", "👍", "☑️"})


@dataclass(frozen=True)
class Watch:
    """Reads what is written in groups, and keeps nothing of it."""

    house: House

    def look_at(self, work: UnitOfWork, message: IncomingMessage) -> None:
        """Warn the author when `message` holds such a number, and offer to erase it."""
        if not find_ins_like(message.text):
            return
        author = message.sender.user_id
        warning = write([TEXTS.say("ins-warning"), TEXTS.say("ins-offer")])
        sent = tell(work, self.house, author, warning, rings=True)
        offer = json.dumps([message.room_id, message.event_id, author])
        account, latest = self.house.account, self._latest(work, author)
        remember(work.connection, account, _OFFER + sent, offer)
        remember(work.connection, account, latest, sent)

    def take_up(self, work: UnitOfWork, person: str, sent: str | None = None) -> list[Outgoing]:
        """What erases the message that `person` was warned of by `sent`, or lately."""
        account, latest = self.house.account, self._latest(work, person)
        sent = sent or recall(work.connection, account, latest)
        kept = recall(work.connection, account, _OFFER + sent) if sent else None
        if sent is None or kept is None:
            return []
        room_id, event_id, author = json.loads(kept)
        if author != person:
            return []
        forget(work.connection, account, _OFFER + sent)
        forget(work.connection, account, latest)
        return [Erase(Address(room_id=room_id), event_id)]

    def _latest(self, work: UnitOfWork, person: str) -> str:
        return _LATEST + work.keys.blind(person, "liaison.offer")[:32]
