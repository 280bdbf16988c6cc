"""Accounts are kept once each and found by who they are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, select

from care.accounts.model import Account, AccountKind
from care.accounts.store import account_by_rpps, account_of, load_accounts, save_account
from care.accounts.tables import ACCOUNTS
from care.runtime.database import METADATA, Database

ALICE = Account(
    "@alice:cercle.test",
    AccountKind.PROFESSIONAL,
    "FICTIF Alice – médecin",
    rpps="10199900373",
    profession_code="10",
)
PAUL = Account("@paul:cercle.test", AccountKind.PATIENT, "INVENTÉ Paul")


@pytest.fixture
def connection(database_url: str) -> Iterator[Connection]:
    database = Database(database_url)
    METADATA.create_all(database.engine, tables=[ACCOUNTS])
    with database.begin() as connection:
        yield connection
    database.close()


def test_an_account_comes_back_as_it_was_kept(connection: Connection) -> None:
    save_account(connection, ALICE)
    save_account(connection, PAUL)
    assert account_of(connection, ALICE.user_id) == ALICE
    assert account_of(connection, PAUL.user_id) == PAUL
    assert load_accounts(connection) == [ALICE, PAUL]


def test_saving_again_replaces_and_keeps_the_opaque_key(connection: Connection) -> None:
    save_account(connection, ALICE)
    key = connection.execute(select(ACCOUNTS.c.account_id)).scalar_one()
    married = Account(ALICE.user_id, ALICE.kind, "EXEMPLE Alice – médecin", ALICE.rpps, "10")
    save_account(connection, married)
    assert load_accounts(connection) == [married]
    assert connection.execute(select(ACCOUNTS.c.account_id)).scalar_one() == key
    assert ALICE.rpps is not None
    assert ALICE.rpps not in key


def test_a_professional_is_found_by_rpps(connection: Connection) -> None:
    save_account(connection, ALICE)
    assert account_by_rpps(connection, "10199900373") == ALICE
    assert account_by_rpps(connection, "10199900746") is None
    assert account_of(connection, "@nobody:cercle.test") is None
