"""An operator vouches for a person whose identity changed: written by one process, read by another.

`accept_identity` leaves a word in the service database; the account's session finds it when it
next meets the changed identity, and takes it away: it serves once.
"""

from __future__ import annotations

from sqlalchemy import Connection

from care.runtime.memory import forget, recall, remember
from care.runtime.worker import Worker

_ANY = "*"


def accept_identity(
    connection: Connection, account: str, user_id: str, master: str | None = None
) -> None:
    """Let `account` hear `user_id` again, whose identity changed.

    `master` is the public master key that was checked with them; None takes whatever they show.
    """
    remember(connection, account, _name(user_id), master or _ANY)


class AcceptedIdentities:
    """What operators accepted for one account."""

    def __init__(self, account: str, worker: Worker) -> None:
        self._account = account
        self._worker = worker

    async def take(self, user_id: str, master: str | None) -> bool:
        """Whether an operator accepted `master` as the identity of `user_id`; asked only once.

        The word is taken away before it is acted upon: after a crash between the two, the operator
        says it again.
        """
        return await self._worker.transact(lambda c: self._take(c, user_id, master))

    def _take(self, connection: Connection, user_id: str, master: str | None) -> bool:
        accepted = recall(connection, self._account, _name(user_id))
        if accepted is None or accepted not in (_ANY, master):
            return False
        forget(connection, self._account, _name(user_id))
        return True


def _name(user_id: str) -> str:
    return f"accepted_identity:{user_id}"
