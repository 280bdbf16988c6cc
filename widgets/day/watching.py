"""Who may hear of which changes: one's own tasks, and those of circles that one is in now."""

from __future__ import annotations

from care.circles.store import open_circles_of, stays_topic
from care.pages.model import PageSession
from care.runtime.units import UnitOfWork
from care.tasks.taking import own_topic


class Mine:
    """Rules for `tasks:` and `stays:` topics.

    A page watches one topic for each of its circles, and all are looked at together before every
    push: what is known of a person during one look is asked of the database once.
    """

    def __init__(self) -> None:
        self._look: tuple[UnitOfWork, str, frozenset[str]] | None = None

    def may_hear_tasks(self, work: UnitOfWork, session: PageSession, topic: str) -> bool:
        """Whether `topic` is of a circle that they are in, or of their own tasks."""
        return topic in self._topics(work, session.user_id)

    def may_hear_stays(self, work: UnitOfWork, session: PageSession, topic: str) -> bool:
        """Whether `topic` says that they came into a circle or lost one."""
        return topic == stays_topic(work.connection, session.user_id)

    def _topics(self, work: UnitOfWork, user_id: str) -> frozenset[str]:
        look = self._look  # several threads look on PostgreSQL: each at what it took itself
        if look is None or look[0] is not work or look[1] != user_id:
            circles = open_circles_of(work.connection, user_id)
            topics = {own_topic(work.keys, user_id), *(f"tasks:{circle}" for circle in circles)}
            look = self._look = (work, user_id, frozenset(topics))
        return look[2]
