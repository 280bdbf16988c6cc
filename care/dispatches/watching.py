"""News of what left is brought to the account that shows it; it tells where each stands."""

from __future__ import annotations

from dataclasses import replace

from care.dispatches.model import Dispatch, Standing, Where
from care.dispatches.rules import decide_rings
from care.dispatches.store import dispatch_of_mail, load_dispatch, save_dispatch, topic_of
from care.dispatches.tries import spare_who_has_it
from care.dispatches.workflow import standings_of
from care.mail.model import DeliveryChange, ExpiryWarning, MailboxChange
from care.runtime.timers import Timer, set_timer
from care.runtime.units import UnitOfWork

_PREFIX = "dispatch:"


class DispatchWatcher:
    """Is told of every delivery (a `Watcher`): wakes whoever shows the dispatch, if it is one."""

    def delivery_changed(self, work: UnitOfWork, change: DeliveryChange) -> None:
        """A mail went further, or will not."""
        mailbox, message_id = change.mailbox, change.message_id
        dispatch = dispatch_of_mail(work.connection, work.keys, mailbox, message_id)
        if dispatch is not None:
            spare_who_has_it(work, dispatch, change)
            wake_to_show(work, dispatch)

    def mailbox_changed(self, work: UnitOfWork, change: MailboxChange) -> None:
        """Who answers for the mailbox is told elsewhere; its mails wait."""

    def expiry_is_near(self, work: UnitOfWork, warning: ExpiryWarning) -> None:
        """Told elsewhere."""


def wake_to_show(work: UnitOfWork, dispatch: Dispatch) -> None:
    """Have the account that shows `dispatch`, and open pages, show where it is now."""
    work.publish(topic_of(work.keys, dispatch.sender))
    if dispatch.home is not None:
        set_timer(work, dispatch.home.account, f"{_PREFIX}{dispatch.id}", work.now)


def is_to_show(timer: Timer) -> bool:
    """Whether `timer` is about a dispatch."""
    return timer.key.startswith(_PREFIX)


def take_news(
    work: UnitOfWork, timer: Timer
) -> tuple[Dispatch, tuple[Standing, ...], tuple[int, ...]] | None:
    """The dispatch that `timer` is about, where it is, and whose failure somebody must be told of:
    each failure once. None when it was forgotten since.
    """
    dispatch_id = timer.key.removeprefix(_PREFIX)
    dispatch = load_dispatch(work.connection, work.keys, dispatch_id)
    if dispatch is None:
        return None
    standings = standings_of(work, dispatch)
    rings = decide_rings(dispatch, standings)
    failed = tuple(rank for rank, one in enumerate(standings) if one.where is Where.FAILED)
    if failed != dispatch.rung:
        dispatch = replace(dispatch, rung=failed)
        save_dispatch(work, dispatch)
    return dispatch, standings, rings
