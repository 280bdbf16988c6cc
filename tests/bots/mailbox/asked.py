"""Something that left from a circle to a colleague, of whom an answer is expected."""

from __future__ import annotations

from itertools import count

from care.access.act import RoomKind
from care.circles.model import Circle
from care.circles.rooms import want_room
from care.dispatches.answers import answers_of
from care.dispatches.model import Addressee, Dispatch, DispatchState, Form, Home
from care.dispatches.store import load_dispatch, save_dispatch
from tests.bots.mailbox.practice import Practice
from tests.care.circles.hamlet import ALICE
from tests.care.letters.scene import BOX, KEYS, LIAISON

COLLEAGUE = "alice.fictif@medecin.mssante.example"
SECRET = "EXEMPLE Jeanne, 15/06/1984"
_TURN = count(1)


def asks(practice: Practice, circle: Circle, kind: RoomKind = RoomKind.PROFESSIONALS) -> Dispatch:
    """A message to a colleague, whose card is in this room of the circle."""
    turn = next(_TURN)
    with practice.units.unit(f"asked {turn}") as work:
        room = want_room(work.connection, circle.id, kind)
        dispatch = Dispatch(
            id=f"d{turn:032x}",
            circle=circle.id.text,
            sender=ALICE,
            mailbox=BOX,
            message_id=f"<asked{turn}@cpts.mssante.example>",
            form=Form.MAIL,
            state=DispatchState.SENT,
            sent_at=work.now,
            home=Home(LIAISON, key=room.key),
            subject=f"Message au sujet de {SECRET}",
            addressees=(Addressee(COLLEAGUE, "Dr Alice FICTIF"),),
        )
        save_dispatch(work, dispatch)
    return dispatch


def answered(practice: Practice, dispatch: Dispatch) -> list[str]:
    """Who answered it, as far as the circle is told."""
    with practice.units.unit(f"look {next(_TURN)}") as work:
        found = load_dispatch(work.connection, KEYS, dispatch.id)
        assert found is not None
        return [one.addressee.address for one in answers_of(work, found)]
