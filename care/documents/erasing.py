"""Taking the documents of a room out of our own database, with all that they held."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import Connection, delete, select

from care.access.act import RoomKind
from care.circles.model import CircleId
from care.documents.model import Audience
from care.documents.tables import (
    DOCUMENT_FILES,
    DOCUMENT_LINKS,
    DOCUMENT_READINGS,
    DOCUMENT_RESULTS,
    DOCUMENTS,
)

#: Whose documents a kind of room shows.
AUDIENCES: Mapping[RoomKind, Audience] = MappingProxyType(
    {
        RoomKind.CIRCLE: Audience.EVERYBODY,
        RoomKind.PROFESSIONALS: Audience.PROFESSIONALS,
    }
)


def erase_documents(connection: Connection, circle: CircleId, audience: Audience) -> None:
    """Keep nothing of the documents that were shown to `audience`.

    The deletions that were ordered go with the circle itself.
    """
    here = (DOCUMENTS.c.circle_id == circle.text) & (DOCUMENTS.c.audience == audience.value)
    gone = select(DOCUMENTS.c.id).where(here)
    for table in (DOCUMENT_FILES, DOCUMENT_LINKS, DOCUMENT_READINGS, DOCUMENT_RESULTS):
        connection.execute(delete(table).where(table.c.document_id.in_(gone)))
    connection.execute(delete(DOCUMENTS).where(here))
