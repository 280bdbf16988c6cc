"""What left goes with its circle: its mails are forgotten too, to whom they went included."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select

from care.circles.model import CircleId
from care.dispatches.tables import DISPATCH_PIECES, DISPATCH_TRIES, DISPATCHES
from care.mail.tables import OUTBOX, RECIPIENTS


def erase_pieces(connection: Connection, room_id: str) -> None:
    """Forget what was said in a Matrix room."""
    connection.execute(delete(DISPATCH_PIECES).where(DISPATCH_PIECES.c.room_id == room_id))


def erase_mails(connection: Connection, circle: CircleId) -> None:
    """Forget the mails that left from a circle: a patient's address is made of the matricule."""
    sent = [
        row
        for table in (DISPATCHES, DISPATCH_TRIES)
        for row in connection.execute(
            select(table.c.mailbox, table.c.message_id).where(table.c.circle_id == circle.text)
        )
    ]
    for mailbox, message_id in sent:
        mails = select(OUTBOX.c.number).where(
            OUTBOX.c.mailbox == mailbox, OUTBOX.c.message_id == message_id
        )
        numbers = list(connection.execute(mails).scalars())
        connection.execute(delete(RECIPIENTS).where(RECIPIENTS.c.number.in_(numbers)))
        connection.execute(delete(OUTBOX).where(OUTBOX.c.number.in_(numbers)))
