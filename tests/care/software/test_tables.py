"""Nothing of what was asked has a column."""

from __future__ import annotations

from care.software.tables import SOFTWARE_KEYS, SOFTWARE_QUERIES


def test_counts_only() -> None:
    assert {c.name for c in SOFTWARE_QUERIES.columns} == {
        *("key_id", "day", "kind"),
        *("queries", "results"),
    }
    assert SOFTWARE_KEYS.c.digest.type.length == 64  # type: ignore[attr-defined]
