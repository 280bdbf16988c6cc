"""The files of documents, their results, the deletions that were ordered: sealed, whole or gone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, func, select

from care.circles.model import CircleId
from care.documents.model import DocumentId, Form, LabResult, Sender
from care.documents.rules import examination_of
from care.documents.store import token_of
from care.documents.tables import DOCUMENT_FILES as FILES
from care.documents.tables import DOCUMENT_RESULTS as RESULTS
from care.documents.tables import DOCUMENT_WITHDRAWALS as WITHDRAWALS
from care.runtime.database import insert_into
from care.runtime.sealing import KeyRing
from care.runtime.units import UnitOfWork

_FILE, _RESULT = "document_files.content", "document_results.details"
_WITHDRAWAL = "document_withdrawals.details"
_RESULTS: TypeAdapter[LabResult] = TypeAdapter(LabResult)
_SENDER: TypeAdapter[Sender] = TypeAdapter(Sender)


def keep_file(
    work: UnitOfWork, circle: CircleId, document: DocumentId, form: Form, content: bytes
) -> None:
    """Keep a file of a document, in place of the one there was."""
    sealed = work.keys.seal(content, _FILE)
    work.connection.execute(
        insert_into(work.connection, FILES)
        .values(document_id=document.text, form=form.value, circle_id=circle.text, content=sealed)
        .on_conflict_do_update(index_elements=["document_id", "form"], set_={"content": sealed})
    )


def content_of(
    connection: Connection, keys: KeyRing, document: DocumentId, form: Form
) -> bytes | None:
    """A file of a document; None when there is none."""
    sealed: bytes | None = connection.execute(
        select(FILES.c.content).where(
            FILES.c.document_id == document.text, FILES.c.form == form.value
        )
    ).scalar()
    return None if sealed is None else keys.unseal(sealed, _FILE)


def keep_results(
    work: UnitOfWork, circle: CircleId, document: DocumentId, results: Sequence[LabResult]
) -> None:
    """Keep the results of a document, in place of those there were."""
    work.connection.execute(delete(RESULTS).where(RESULTS.c.document_id == document.text))
    rows = [
        {
            "document_id": document.text,
            "rank": rank,
            "circle_id": circle.text,
            "token": token_of(work.keys, "examination", examination_of(one)),
            "details": work.keys.seal(_RESULTS.dump_json(one), _RESULT),
        }
        for rank, one in enumerate(results)
    ]
    if rows:
        work.connection.execute(RESULTS.insert(), rows)


def results_in(
    connection: Connection, keys: KeyRing, document: DocumentId
) -> tuple[LabResult, ...]:
    """The results of a document, in its order, without the antecedents that it recalls."""
    rows = connection.execute(
        select(RESULTS.c.details)
        .where(RESULTS.c.document_id == document.text)
        .order_by(RESULTS.c.rank)
    )
    every = (_RESULTS.validate_json(keys.unseal(sealed, _RESULT)) for sealed in rows.scalars())
    return tuple(one for one in every if not one.is_antecedent)


def examinations_in(
    connection: Connection, keys: KeyRing, circle: CircleId
) -> dict[str, LabResult]:
    """One result of each examination of a circle, the latest filed, by token."""
    latest = (
        select(func.max(RESULTS.c.document_id).label("document"), RESULTS.c.token)
        .where(RESULTS.c.circle_id == circle.text)
        .group_by(RESULTS.c.token)
        .subquery()
    )
    rows = connection.execute(
        select(RESULTS.c.token, RESULTS.c.details)
        .join(
            latest,
            (latest.c.document == RESULTS.c.document_id) & (latest.c.token == RESULTS.c.token),
        )
        .order_by(RESULTS.c.token, RESULTS.c.rank.desc())
    )
    return {row.token: _RESULTS.validate_json(keys.unseal(row.details, _RESULT)) for row in rows}


def values_of(
    connection: Connection, keys: KeyRing, circle: CircleId, token: str
) -> list[tuple[DocumentId, LabResult]]:
    """Every value of an examination, and the document that told it."""
    rows = connection.execute(
        select(RESULTS.c.document_id, RESULTS.c.details)
        .where(RESULTS.c.circle_id == circle.text, RESULTS.c.token == token)
        .order_by(RESULTS.c.document_id, RESULTS.c.rank)
    )
    return [
        (DocumentId(row.document_id), _RESULTS.validate_json(keys.unseal(row.details, _RESULT)))
        for row in rows
    ]


def erase_file(connection: Connection, document: DocumentId, form: Form) -> None:
    """Keep a file of a document no more."""
    here = (FILES.c.document_id == document.text) & (FILES.c.form == form.value)
    connection.execute(delete(FILES).where(here))


def erase_content(connection: Connection, document: DocumentId) -> None:
    """Keep nothing of what a document held."""
    for table in (FILES, RESULTS):
        connection.execute(delete(table).where(table.c.document_id == document.text))


def keep_withdrawal(
    work: UnitOfWork, circle: CircleId, unique_id: str, orderer: Sender, at: datetime
) -> None:
    """Keep that a deletion was ordered: the document may still come."""
    work.connection.execute(
        WITHDRAWALS.insert().values(
            circle_id=circle.text,
            token=token_of(work.keys, "id", unique_id),
            ordered_at=at,
            details=work.keys.seal(_SENDER.dump_json(orderer), _WITHDRAWAL),
        )
    )


def orderers_of(work: UnitOfWork, circle: CircleId, ids: Iterable[str]) -> list[Sender]:
    """Who ordered the deletion of what is known under one of these ids."""
    tokens = [token_of(work.keys, "id", one) for one in ids]
    rows = work.connection.execute(
        select(WITHDRAWALS.c.details).where(
            WITHDRAWALS.c.circle_id == circle.text, WITHDRAWALS.c.token.in_(tokens)
        )
    )
    return [
        _SENDER.validate_json(work.keys.unseal(sealed, _WITHDRAWAL)) for sealed in rows.scalars()
    ]
