"""The words of a card: senders as they are known, cautions, versions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bots.liaison.documents.cards import Facts, tell_kind, tell_sender, tell_who, write_document
from care.circles.model import CircleId
from care.documents.model import (
    Audience,
    Author,
    Caution,
    Description,
    Document,
    DocumentId,
    Form,
    Sender,
    Standing,
)
from care.standards.hl7.timestamps import parse_timestamp
from tests.bots.liaison.village import plain

NOW = datetime(2026, 11, 12, 9, tzinfo=UTC)
KNOWN = Sender("a@x.mssante.example", "Dr A", "FICTIF Alice", "médecin", "Le Havre")
TOLD = Description(
    ids=("1",), set_id="s", version=1, type_code="34874-8", type_label="CR opératoire",
    title="Appendicectomie <b>", authors=(Author("DR Alice FICTIF", "Chirurgien", "CH Fictif"),),
    written=parse_timestamp("20261112"),
)  # fmt: skip
DOCUMENT = Document(
    DocumentId("d" + "1" * 32), CircleId("c" + "1" * 32), 1, Audience.EVERYBODY,
    Standing.CURRENT, NOW, TOLD, (KNOWN,), forms=frozenset({Form.PDF}),
)  # fmt: skip


def card(document: Document = DOCUMENT, **facts: object) -> str:
    return plain(write_document(document, Facts(**facts)).text)  # type: ignore[arg-type]


def other(number: int, **changes: object) -> Document:
    one = replace(DOCUMENT, id=DocumentId(f"d{number:032x}"), number=number)
    return replace(one, **changes)  # type: ignore[arg-type]


def test_all_of_a_card() -> None:
    assert card().split("\n") == [
        "📄 CR opératoire du 12/11/2026 – FICTIF Alice (n° 1)",
        "Appendicectomie <b>",
        "Auteur : DR Alice FICTIF, Chirurgien, CH Fictif",
        "Envoyé par FICTIF Alice, médecin, Le Havre, connu de l’annuaire",
        "PDF ci-dessous. « !document 1 » vous le renvoie.",
    ]
    assert "<b>" in write_document(DOCUMENT, Facts()).html
    assert "Appendicectomie <b>" not in write_document(DOCUMENT, Facts()).html


@pytest.mark.parametrize(
    ("sender", "lines"),
    [
        (Sender("x@y.example", ""), ["Envoyé par x@y.example, inconnu de l’annuaire"]),
        (
            Sender("x@y.example", "Dr X"),
            ["Envoyé par x@y.example (« Dr X »), inconnu de l’annuaire"],
        ),
        (
            Sender("x@y.example", "a@z.example", is_spoofed=True),
            [
                "Envoyé par x@y.example, inconnu de l’annuaire",
                "⚠ Le nom affiché « a@z.example » n’est pas celui de cette adresse : x@y.example.",
            ],
        ),
        (replace(KNOWN, is_spoofed=True), [
            "Envoyé par FICTIF Alice, médecin, Le Havre, connu de l’annuaire",
            "⚠ Le nom affiché « Dr A » n’est pas celui de cette adresse : a@x.mssante.example.",
        ]),
        (Sender(), []),
    ],
)  # fmt: skip
def test_senders(sender: Sender, lines: list[str]) -> None:
    assert [plain(line) for line in tell_sender(sender)] == lines


def test_the_first_line_says_when_the_directory_does_not_know_the_sender() -> None:
    first = card(replace(DOCUMENT, senders=(Sender("x@y.example"),))).split("\n")[0]
    assert first == (
        "📄 CR opératoire du 12/11/2026 – CH Fictif, expéditeur inconnu de l’annuaire (n° 1)"
    )


def test_a_wrong_hash_is_said_before_the_rest() -> None:
    doubtful = replace(TOLD, cautions=frozenset({Caution.HASH_WRONG}))
    lines = card(replace(DOCUMENT, description=doubtful)).split("\n")
    assert lines[3].startswith("⚠ L’empreinte annoncée n’est pas celle du fichier reçu")


def test_what_it_replaces_and_its_rivals() -> None:
    second = replace(TOLD, version=2)
    told = card(replace(DOCUMENT, description=second), replaces=(other(7),), rivals=(other(8),))
    assert "Remplace la version 1 (n° 7)." in told
    assert "⚠ Un autre document se dit aussi version 2 (8)" in told
    assert "La version précédente n’est pas dans ce cercle" not in told
    assert "La version précédente n’est pas" in card(replace(DOCUMENT, description=second))
    elsewhere = other(7, description=replace(TOLD, set_id="t"))
    assert "Remplace le document n° 7." in card(replaces=(elsewhere,))


def test_what_only_professionals_read_is_not_named_to_others() -> None:
    hidden = other(7, audience=Audience.PROFESSIONALS)
    old = replace(DOCUMENT, standing=Standing.SUPERSEDED)
    told = card(old, successor=hidden, link="https://matrix.to/#/x")
    assert "une version plus récente a été reçue" in told
    assert "P7" not in told
    assert "P7" not in card(replaces=(hidden,))


def test_who_took_it_out() -> None:
    gone = replace(DOCUMENT, standing=Standing.WITHDRAWN)
    assert "Son expéditeur l’a retiré" in card(gone)
    assert "SOIGNE Ida l’a retiré" in card(gone, taken_out_by="SOIGNE Ida")


def test_of_an_unknown_document_something_is_said() -> None:
    bare = replace(DOCUMENT, description=Description(ids=("1",)), senders=())
    assert (tell_kind(bare), tell_who(bare)) == ("Document", "expéditeur inconnu")
    assert card(bare).startswith("📄 Document du 12/11/2026 – expéditeur inconnu (n° 1)")
