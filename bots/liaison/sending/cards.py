"""The one card of each dispatch, edited in place as news of it come."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from bots.engine.markup import Written
from bots.liaison.sending.replies import ring_failure, show_status
from care.dispatches.answers import answers_of
from care.dispatches.model import Dispatch, Home
from care.dispatches.scene import require_dispatch
from care.dispatches.store import save_dispatch
from care.dispatches.watching import is_to_show, take_news
from care.dispatches.workflow import standings_of
from care.runtime.memory import recall, remember
from care.runtime.outbox import transaction_of
from care.runtime.outgoing import Address, Say
from care.runtime.timers import Timer
from care.runtime.units import UnitOfWork

_CARD = "dispatch-card:"


class StatusCards:
    """The cards that `account` wrote; its clock on the wall is that of `zone`."""

    def __init__(self, account: str, zone: ZoneInfo) -> None:
        self._account = account
        self._zone = zone

    def write(self, work: UnitOfWork, dispatch: Dispatch, home: Home) -> str:
        """Write the card of a dispatch where it was asked for: the last card is the one edited."""
        card = self._card(work, dispatch)
        sent = self._say(work, home, card)
        self._note(work, sent, dispatch)
        save_dispatch(work, replace(dispatch, home=replace(home, card=sent)))
        return sent

    def pointed(self, work: UnitOfWork, event_id: str | None) -> str:
        """The dispatch whose card, or whose failure as it was told, is this event; else empty."""
        sent = transaction_of(work.connection, self._account, event_id) if event_id else None
        return (recall(work.connection, self._account, _CARD + sent) if sent else None) or ""

    def edit(self, work: UnitOfWork, dispatch_id: str) -> None:
        """Have the card say what holds now; write the one of what left by a page."""
        dispatch = require_dispatch(work, dispatch_id)
        if dispatch.home is not None and not dispatch.home.card:
            self.write(work, dispatch, dispatch.home)
        elif dispatch.home is not None:
            card = self._card(work, dispatch)
            self._say(work, dispatch.home, card, edits=dispatch.home.card)

    def due(self, work: UnitOfWork, timer: Timer) -> bool:
        """Show what `timer` is about; False when it is about something else.

        A failure calls whoever sent it, once.
        """
        if not is_to_show(timer):
            return False
        news = take_news(work, timer)
        if news is None:
            return True
        dispatch, standings, rings = news
        self.edit(work, dispatch.id)
        if dispatch.home is not None:
            for rank in rings:
                words = ring_failure(dispatch, standings[rank], self._zone)
                told = self._say(work, dispatch.home, words, calls=dispatch.sender)
                self._note(work, told, dispatch)
        return True

    def _card(self, work: UnitOfWork, dispatch: Dispatch) -> Written:
        answers = answers_of(work, dispatch)
        return show_status(dispatch, standings_of(work, dispatch), self._zone, answers)

    def _note(self, work: UnitOfWork, sent: str, dispatch: Dispatch) -> None:
        remember(work.connection, self._account, _CARD + sent, dispatch.id)

    def _say(
        self,
        work: UnitOfWork,
        home: Home,
        words: Written,
        edits: str | None = None,
        calls: str = "",
    ) -> str:
        say = Say(
            Address(home.room_id, home.key, home.person),
            words.text,
            html=words.html,
            edits=edits,
            notice=not calls,
            mentions=(calls,) if calls else (),
            thread=home.thread if edits is None else None,
        )
        return work.send(self._account, say)
