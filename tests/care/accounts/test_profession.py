"""Professions are understood as people write them."""

from __future__ import annotations

import pytest

from care.accounts.profession import load_labels, parse_profession, profession_label


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("60", "60"),
        ("infirmière", "60"),
        ("IDEL", "60"),
        ("Kiné", "70"),
        ("masseur kinesitherapeute", "70"),
        ("SAGE-FEMME", "50"),
        ("sage femme", "50"),
        (" Medecin ", "10"),
        ("astrologue", None),
        ("", None),
    ],
)
def test_a_profession_as_written(written: str, code: str | None) -> None:
    assert parse_profession(written) == code


def test_every_label_means_its_own_code() -> None:
    for code, label in load_labels().items():
        assert parse_profession(label) == code
        assert label == label.lower()


def test_the_everyday_word_is_shown() -> None:
    assert profession_label("70") == "kinésithérapeute"
    assert profession_label("40") == "dentiste"
    assert profession_label("999") is None
