"""Who has an account."""

from __future__ import annotations

from sqlalchemy import Column, String, Table

from care.runtime.database import METADATA

# The key is a number drawn at random: neither the RPPS nor the Matrix id leaves this table as one.
ACCOUNTS = Table(
    "accounts",
    METADATA,
    Column("account_id", String(32), primary_key=True),
    Column("user_id", String(255), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("display_name", String(255), nullable=False),
    Column("rpps", String(11), index=True),
    Column("profession_code", String(8)),
)
