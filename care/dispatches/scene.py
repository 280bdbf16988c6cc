"""Who sends, from which mailboxes, about whom."""

from __future__ import annotations

from dataclasses import dataclass

from care.accounts.model import Account
from care.accounts.store import account_of
from care.circles.model import CircleId
from care.circles.reading import Picture, paint
from care.circles.store import load_member
from care.dispatches.model import Dispatch
from care.dispatches.office import Office
from care.dispatches.rules import check_may_send, order_mailboxes
from care.dispatches.store import load_dispatch
from care.mail.mailboxes import MailboxSeat
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork


@dataclass(frozen=True, slots=True)
class Scene:
    """Who sends, from which mailboxes, about whom (None: about nobody of ours)."""

    account: Account
    seats: tuple[MailboxSeat, ...]
    picture: Picture | None

    @property
    def patient(self) -> str | None:
        """Our opaque number of the patient."""
        return self.picture.circle.patient.text if self.picture else None


def set_scene(work: UnitOfWork, office: Office, user_id: str, circle: str | None) -> Scene:
    """Everything that decides whether `user_id` may send. Raises Refusal when not."""
    account = account_of(work.connection, user_id)
    if account is None:
        raise Refusal("dispatch-professionals-only")
    seats = order_mailboxes(office.mailboxes.open_to(user_id))
    if circle is None:
        return Scene(account, seats, None)
    picture = paint(work, CircleId(circle))
    member = load_member(work.connection, work.keys, CircleId(circle), user_id)
    check_may_send(picture.circle, member, account)
    return Scene(account, seats, picture)


def require_dispatch(work: UnitOfWork, dispatch_id: str) -> Dispatch:
    """The dispatch with this id. Raises Refusal."""
    dispatch = load_dispatch(work.connection, work.keys, dispatch_id)
    if dispatch is None:
        raise Refusal("dispatch-unknown")
    return dispatch
