"""Folding quotes and signatures: never a word of the writer is hidden."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.standards.rfc5322.quoting import Folded, fold_quotes, quote

OUTLOOK = """Oui, je le vois demain.

________________________________
De : Alice FICTIF <a@b.example>
Envoyé : vendredi 20 novembre 2026 09:12
À : Radiologie
Objet : Mme EXEMPLE

Pouvez-vous la voir ?"""


@pytest.mark.parametrize(
    ("text", "own", "quoted"),
    [
        ("Bonjour", "Bonjour", ""),
        (
            "Oui.\n\nLe 20/11/2026 à 09:12, Alice FICTIF a écrit :\n> Pouvez-vous ?\n>\n> Merci",
            "Oui.",
            "Le 20/11/2026 à 09:12, Alice FICTIF a écrit :\n> Pouvez-vous ?\n>\n> Merci",
        ),
        (
            "Oui.\n\nLe ven. 20 nov. 2026 à 09:12,\nAlice FICTIF <a@b.example>\na écrit :\n> x",
            "Oui.",
            "Le ven. 20 nov. 2026 à 09:12,\nAlice FICTIF <a@b.example>\na écrit :\n> x",
        ),
        ("Oui.\n> x\n> y\n", "Oui.", "> x\n> y"),
        (OUTLOOK, "Oui, je le vois demain.", OUTLOOK[OUTLOOK.index("____") :]),
        (
            "Vu\n\n-----Message d'origine-----\nDe : x\nle texte",
            "Vu",
            "-----Message d'origine-----\nDe : x\nle texte",
        ),
    ],
)
def test_what_is_folded(text: str, own: str, quoted: str) -> None:
    assert fold_quotes(text) == Folded(own, quoted)


@pytest.mark.parametrize(
    "text",
    [
        "> La voyez-vous ?\nOui, lundi.\n> À quelle heure ?\n9 h.",
        "> question\nréponse au-dessous",
        "De : la pharmacie\nnous avons reçu l’ordonnance",
        "Une liste :\n- a\n- b",
        "> tout est cité",
        "5 > 3 et 2 < 4",
    ],
)
def test_in_doubt_nothing_is_folded(text: str) -> None:
    assert fold_quotes(text) == Folded(text)


def test_signatures() -> None:
    assert fold_quotes("Bonjour\n-- \nDr Alice FICTIF\n02 00 00 00 01") == Folded(
        "Bonjour", "", "-- \nDr Alice FICTIF\n02 00 00 00 01"
    )
    assert fold_quotes("Vu\n\nEnvoyé de mon iPhone") == Folded("Vu", "", "Envoyé de mon iPhone")
    assert fold_quotes("Envoyé de mon iPhone\npuis la suite").own.endswith("suite")


def test_a_signature_above_a_quote() -> None:
    read = fold_quotes("Oui\n-- \nAlice\n\nLe 20/11/2026, Bob FICTIF a écrit :\n> x")
    assert (read.own, read.signature) == ("Oui", "-- \nAlice")
    assert read.quoted.endswith("> x")


LINES = ["> a", ">", "b", "", "-- ", "De : x", "Date : y", "À : z", "____",
         "Le 20/11/2026, Bob a écrit :"]  # fmt: skip


@given(st.lists(st.sampled_from(LINES), max_size=12))
def test_nothing_is_ever_lost(lines: list[str]) -> None:
    read = fold_quotes("\n".join(lines))
    parts = (read.own, read.signature, read.quoted)
    kept = [line for part in parts for line in part.splitlines() if line.strip()]
    assert [line.strip() for line in kept] == [line.strip() for line in lines if line.strip()]


def test_quoting_marks_every_line() -> None:
    assert quote("a\n\n> b", "Alice a écrit :") == "Alice a écrit :\n> a\n>\n>> b"
    assert quote("", "Alice a écrit :") == "Alice a écrit :"


def test_what_we_quote_we_fold() -> None:
    text = "Oui.\n\n" + quote("Pouvez-vous ?\n\nMerci", "Le 20/11/2026, Alice FICTIF a écrit :")
    assert fold_quotes(text).own == "Oui."


def test_a_huge_text_is_left_alone() -> None:
    text = "> x\n" * 30_000
    assert fold_quotes(text) == Folded(text)
