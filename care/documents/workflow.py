"""The stories of documents: filed, withdrawn, listed, opened. Each in the caller's unit of work."""

from __future__ import annotations

from collections.abc import Iterable

from care.audit.model import Face
from care.circles.model import CircleId
from care.documents.model import DocumentId, Filed, Line, Opened, Received, Sender
from care.runtime.units import UnitOfWork


def file_document(
    work: UnitOfWork,
    circle: CircleId,
    received: Received,
    sender: Sender,
    *,
    keeper: str,
    addressees: Iterable[str] = (),
    face: Face = Face.MAIL,
    audience_hint: bool = False,
) -> Filed:
    """File a document in a circle, once however often it comes; `keeper` (an account) shows it.

    `addressees` are the user ids whom it was sent to: an alert rings them. With `audience_hint`,
    only professionals may read it whatever it says itself. Raises Refusal when the circle is shut.
    """
    raise NotImplementedError


def withdraw_document(
    work: UnitOfWork,
    circle: CircleId,
    unique_id: str,
    sender: Sender,
    *,
    keeper: str,
    face: Face = Face.MAIL,
) -> DocumentId | None:
    """Put a tombstone where a document was, or will be; None when it has not come yet.

    Raises Refusal("document-not-theirs") unless it comes from who sent it (code 901).
    """
    raise NotImplementedError


def documents_of(work: UnitOfWork, circle: CircleId, user_id: str) -> tuple[Line, ...]:
    """What a member may read, by the day it is about, the newest first. Raises Refusal."""
    raise NotImplementedError


def open_document(
    work: UnitOfWork, circle: CircleId, label: str, user_id: str, face: Face = Face.ROOM
) -> Opened:
    """The file of the document called `label` (`3`, `P3`, or its id), to a member who may read it.

    Noted in the trail. Raises Refusal.
    """
    raise NotImplementedError
