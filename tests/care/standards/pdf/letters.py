"""Letters for tests."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from care.identity.datamatrix import render_datamatrix
from care.standards.pdf.model import Barcode, Letter, Picture
from tests.care.identity.strategies import JEANNE
from tests.care.standards.people import AT

CODE = render_datamatrix(JEANNE)


def picture(mode: str = "RGB", kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    """A small picture."""
    written = BytesIO()
    Image.new(mode, size, 128 if mode in {"L", "P"} else None).save(written, kind)
    return written.getvalue()


LETTER = Letter(
    title="Lettre d’adressage",
    author="Dr Alice FICTIF",
    written=AT,
    sender=("Dr Alice FICTIF", "Médecin généraliste", "1 rue de l’Exemple, 76600 Le Havre"),
    recipient=("Service d’imagerie", "CH FICTIF"),
    dateline="Le Havre, le 20/11/2026",
    identity=(
        ("Nom de naissance", "EXEMPLE"),
        ("Prénoms", "JEANNE MARIE"),
        ("Né(e) le", "15/06/1984"),
        ("INS", "2 84 06 76 351 123 53"),
    ),
    barcode=Barcode(CODE, "INS à scanner"),
    text="Cher confrère,\n\nβ-bloquant ≥ 5 µg → à revoir.\n\nBien à vous",
    pictures=(Picture(picture(), "Plaie du talon"),),
    footer="Lettre – EXEMPLE JEANNE",
)
