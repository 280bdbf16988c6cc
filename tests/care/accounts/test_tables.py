"""The table's key tells nothing about the person."""

from __future__ import annotations

from care.accounts.tables import ACCOUNTS


def test_neither_the_rpps_nor_the_matrix_id_is_a_key() -> None:
    assert [column.name for column in ACCOUNTS.primary_key] == ["account_id"]
    assert not ACCOUNTS.c.rpps.unique
    assert not ACCOUNTS.foreign_keys
