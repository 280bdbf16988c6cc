"""Reading and writing who has an account."""

from __future__ import annotations

import secrets
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from care.accounts.model import Account, AccountKind
from care.accounts.tables import ACCOUNTS


def save_account(connection: Connection, account: Account) -> None:
    """Keep `account`, in place of what was known of the same user id."""
    values = {
        "kind": account.kind.value,
        "display_name": account.display_name,
        "rpps": account.rpps,
        "profession_code": account.profession_code,
    }
    known = ACCOUNTS.c.user_id == account.user_id
    if connection.execute(update(ACCOUNTS).where(known).values(values)).rowcount == 0:
        identity = {"account_id": secrets.token_hex(16), "user_id": account.user_id}
        connection.execute(insert(ACCOUNTS).values(identity | values))


def load_accounts(connection: Connection) -> list[Account]:
    """Everybody, ordered by user id."""
    return [_account(row) for row in connection.execute(_everything().order_by("user_id"))]


def account_of(connection: Connection, user_id: str) -> Account | None:
    """The account behind a Matrix id."""
    return _one(connection, ACCOUNTS.c.user_id == user_id)


def account_by_rpps(connection: Connection, rpps: str) -> Account | None:
    """The account of the professional with this RPPS number; the first one when there are two."""
    return _one(connection, ACCOUNTS.c.rpps == rpps)


def opaque_id(connection: Connection, user_id: str) -> str | None:
    """The number drawn at random by which the trail names this account."""
    found: str | None = connection.execute(
        select(ACCOUNTS.c.account_id).where(ACCOUNTS.c.user_id == user_id)
    ).scalar()
    return found


def account_by_opaque_id(connection: Connection, account_id: str) -> Account | None:
    """The account that the trail names so."""
    return _one(connection, ACCOUNTS.c.account_id == account_id)


def _one(connection: Connection, condition: Any) -> Account | None:
    row = connection.execute(_everything().where(condition).order_by("user_id").limit(1)).first()
    return None if row is None else _account(row)


def _everything() -> Any:
    return select(
        ACCOUNTS.c.user_id,
        ACCOUNTS.c.kind,
        ACCOUNTS.c.display_name,
        ACCOUNTS.c.rpps,
        ACCOUNTS.c.profession_code,
    )


def _account(row: Row[Any]) -> Account:
    return Account(
        user_id=row.user_id,
        kind=AccountKind(row.kind),
        display_name=row.display_name,
        rpps=row.rpps,
        profession_code=row.profession_code,
    )
