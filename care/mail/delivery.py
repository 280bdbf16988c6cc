"""Where a mail is, for each of its recipients: a state table, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Delivery(StrEnum):
    """What is known of a mail for one recipient."""

    QUEUED = "queued"  # it waits here
    SENDING = "sending"  # it is being handed over; after a crash: perhaps it was
    SENT = "sent"  # our operator took it
    DELIVERED = "delivered"  # the recipient's operator has it
    READ = "read"  # the recipient's program said so
    FAILED = "failed"  # it will not arrive, or could not be used there


class Happening(StrEnum):
    """What we did, or what a report says."""

    OFFERED = "offered"  # the recipient is accepted, the mail itself is about to be sent
    TAKEN = "taken"  # our operator took the mail
    POSTPONED = "postponed"  # refused for now, or never taken
    REFUSED = "refused"  # refused for good, or for too long
    ARRIVED = "arrived"  # DSN delivered, relayed or expanded (RFC 3464 §2.3.3)
    DELAYED = "delayed"  # DSN delayed
    BOUNCED = "bounced"  # DSN failed
    OPENED = "opened"  # MDN displayed or processed (RFC 8098 §3.2.6)
    UNUSABLE = "unusable"  # MDN with an error: KO of the recipient's software
    DISCARDED = "discarded"  # MDN deleted, unread


_D, _H = Delivery, Happening
_ON_ITS_WAY = (_D.QUEUED, _D.SENDING, _D.SENT, _D.DELIVERED)

# A report may overtake what we know (a crash between sending and noting it), the proof that a mail
# was taken may come after we stopped waiting for it, and reports come in any order:
# reading proves arrival, a delivery notice after it is old news, a second report changes nothing.
TABLE: Mapping[tuple[Delivery, Happening], Delivery] = MappingProxyType(
    {
        (_D.QUEUED, _H.OFFERED): _D.SENDING,
        (_D.QUEUED, _H.REFUSED): _D.FAILED,
        (_D.QUEUED, _H.TAKEN): _D.SENT,
        (_D.SENDING, _H.TAKEN): _D.SENT,
        (_D.SENDING, _H.POSTPONED): _D.QUEUED,
        (_D.SENDING, _H.REFUSED): _D.FAILED,
        **{(state, _H.ARRIVED): _D.DELIVERED for state in _ON_ITS_WAY if state is not _D.QUEUED},
        **{(state, _H.BOUNCED): _D.FAILED for state in _ON_ITS_WAY if state is not _D.QUEUED},
        **{(state, _H.OPENED): _D.READ for state in (*_ON_ITS_WAY, _D.FAILED)},
        **{(state, _H.UNUSABLE): _D.FAILED for state in (*_ON_ITS_WAY, _D.READ)},
        **{(state, _H.DISCARDED): _D.FAILED for state in _ON_ITS_WAY},
    }
)

CLOSED = frozenset({_D.READ, _D.FAILED})
SETTLED = CLOSED | {_D.SENT, _D.DELIVERED}


def after(state: Delivery, happening: Happening) -> Delivery:
    """The state that follows; the same when the happening brings nothing new."""
    return TABLE.get((state, happening), state)
