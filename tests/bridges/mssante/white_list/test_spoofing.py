"""Shown names that pretend to be something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridges.mssante.white_list.spoofing import Spoof, find_spoof

ADDRESS = "alice.fictif@medecin.mssante.example"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Dr_ALICE_FICTIF_CABINET FICTIF",
        "Dr Alice FICTIF (cabinet de l’Exemple)",
        ADDRESS,
        f"Alice FICTIF <{ADDRESS.upper()}>",
        "Laboratoire μ-Biologie",
        "Ελένη ΠΑΡΑΔΕΙΓΜΑ",
        "Ольга ПРИМЕР, IDEL",
        "Zoë-Noémie D’EXEMPLE n° 2",
    ],
)
def test_honest_names_are_left_alone(name: str) -> None:
    assert find_spoof(name, ADDRESS) is None


@pytest.mark.parametrize(
    ("name", "spoof"),
    [
        ("urgences@ch.mssante.example", Spoof.OTHER_ADDRESS),
        ("Urgences <urgences@ch.mssante.example>", Spoof.OTHER_ADDRESS),
        ("urgences＠ch.mssante.example", Spoof.OTHER_ADDRESS),
        ("urgences @ ch.mssante.example", Spoof.OTHER_ADDRESS),
        (f"{ADDRESS}.ailleurs.example", Spoof.OTHER_ADDRESS),
        ("Dr Аlice FICTIF", Spoof.MIXED_ALPHABETS),
        ("CН de l’Exemple", Spoof.MIXED_ALPHABETS),
        ("Alice\u202eFITCIF", Spoof.HIDDEN_CHARACTERS),
        ("Ali\u200bce", Spoof.HIDDEN_CHARACTERS),
        ("Alice\x00", Spoof.HIDDEN_CHARACTERS),
        ("Alice\r\nBcc: x", Spoof.HIDDEN_CHARACTERS),
    ],
)
def test_false_names_are_said_to_be(name: str, spoof: Spoof) -> None:
    assert find_spoof(name, ADDRESS) is spoof


@given(st.text(max_size=200))
def test_any_text_has_an_answer(name: str) -> None:
    find_spoof(name, ADDRESS)
