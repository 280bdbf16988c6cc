"""Putting the documents of a letter into a circle, and taking them out again."""

from __future__ import annotations

from collections.abc import Sequence

from care.audit.model import Face
from care.circles.model import CircleId
from care.documents.model import DocumentId, Filed, Outcome, Sender
from care.documents.receiving import receive
from care.documents.store import load_document
from care.documents.workflow import file_document, withdraw_document
from care.letters.office import Office
from care.letters.reading import Piece
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork


def file_pieces(
    work: UnitOfWork,
    office: Office,
    circle: CircleId,
    pieces: Sequence[Piece],
    sender: Sender,
    face: Face,
) -> tuple[Filed, ...]:
    """File every document in `circle`, or none. Raises Refusal."""
    usable = [one for one in pieces if one.given.cda or one.given.pdf]
    if not usable:
        raise Refusal("letter-nothing-to-file")
    return tuple(
        file_document(
            work,
            circle,
            receive(one.given, work.now),
            sender,
            keeper=office.keeper,
            addressees=office.seat.team,
            face=face,
        )
        for one in usable
    )


def brought(filed: Sequence[Filed]) -> tuple[str, ...]:
    """The documents that were not there before."""
    return tuple(one.document.text for one in filed if one.outcome is Outcome.FILED)


def is_outdated(filed: Sequence[Filed]) -> bool:
    """Whether a newer version of one of them was there already (code 900)."""
    return any(one.outcome is Outcome.OUTDATED for one in filed)


def take_out(
    work: UnitOfWork,
    office: Office,
    circle: CircleId,
    documents: Sequence[str],
    sender: Sender,
    face: Face,
) -> None:
    """Put a tombstone on documents that are not at their place. Raises Refusal."""
    for one in documents:
        document = load_document(work.connection, work.keys, DocumentId(one))
        if document is not None:
            unique_id = document.description.ids[0]
            withdraw_document(work, circle, unique_id, sender, keeper=office.keeper, face=face)
