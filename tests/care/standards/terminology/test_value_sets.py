"""The small French value sets."""

from __future__ import annotations

import pytest

from care.standards.terminology.value_sets import ValueSet, find_entry, load_entries


@pytest.mark.parametrize("value_set", ValueSet)
def test_every_set_holds_labelled_codes(value_set: ValueSet) -> None:
    entries = load_entries(value_set)
    assert entries
    assert all(
        entry.label and entry.system and entry.code == code for code, entry in entries.items()
    )


def test_alerts_have_words() -> None:
    words = [find_entry(ValueSet.INTERPRETATION, code) for code in ("LL", "HH", "AA", "?")]
    assert [word.label if word else None for word in words] == [
        "Très anormalement bas, alerte",
        "Très anormalement haut, alerte",
        "Très anormal, alerte",
        None,
    ]  # fmt: skip
