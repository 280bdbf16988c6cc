"""What is on a letter."""

from __future__ import annotations

from care.standards.pdf.model import Barcode, Letter, Picture
from tests.care.standards.people import AT


def test_what_it_holds_is_not_printed() -> None:
    letter = Letter(
        "Titre", "Alice", AT, identity=(("Nom", "SECRET"),), barcode=Barcode("SECRET"),
        text="SECRET", pictures=(Picture(b"SECRET"),),
    )  # fmt: skip
    assert "SECRET" not in repr(letter)
