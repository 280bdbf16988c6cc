"""What was posted in the territory's room of protocols; titles are sealed."""

from __future__ import annotations

from sqlalchemy import Column, LargeBinary, String, Table

from care.runtime.database import METADATA, Instant
from care.runtime.sealed_columns import SealedColumn

PROTOCOLS = Table(
    "protocols",
    METADATA,
    Column("event_id", String(255), primary_key=True),
    Column("room_id", String(255), nullable=False, index=True),
    Column("posted_at", Instant, nullable=False),
    Column("details", LargeBinary, nullable=False),
)

# Rooms that a coordinator said to be those of the protocols.
PROTOCOL_ROOMS = Table(
    "protocol_rooms",
    METADATA,
    Column("room_id", String(255), primary_key=True),
    Column("named_at", Instant, nullable=False),
)

SEALED = (SealedColumn(PROTOCOLS.c.details, "protocols.details"),)
