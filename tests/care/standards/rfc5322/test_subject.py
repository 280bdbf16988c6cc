"""Subjects of MSSanté, both ways."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.identity.birth_date import BirthDate
from care.identity.traits import Traits
from care.standards.rfc5322.subject import (
    Subject,
    build_document_subject,
    build_refusal_subject,
    parse_subject,
)
from care.standards.terminology.document_types import load_document_types
from tests.care.identity.strategies import whole_traits
from tests.care.standards.people import JEANNE

BORN = BirthDate(1984, 6, 15)


def test_a_document() -> None:
    written = build_document_subject("Lettre d’adressage", JEANNE.traits)
    assert written == "XDM/1.0/DDM+Lettre d’adressage EXEMPLE JEANNE 15/06/1984"
    assert parse_subject(written) == Subject(
        "Lettre d’adressage EXEMPLE JEANNE 15/06/1984",
        is_document=True,
        label="Lettre d’adressage",
        person="EXEMPLE JEANNE",
        birth_date=BORN,
    )


def test_labels_are_cut_and_names_plain() -> None:
    traits = replace(JEANNE.traits, birth_name="Éxemple-Noël", birth_date=None)
    written = build_document_subject("Lettre de liaison à la sortie d’un établissement", traits)
    assert written == "XDM/1.0/DDM+Lettre de liaison à la sortie d’un établ EXEMPLE-NOEL JEANNE"
    assert parse_subject(written).person == "EXEMPLE-NOEL JEANNE"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Bonjour", Subject("Bonjour")),
        ("RE: TR: Bonjour", Subject("Bonjour", is_reply=True)),
        (
            "[Annule et remplace] XDM/1.0/DDM+Chose X Y",
            Subject("Chose X Y", is_document=True, replaces=True),
        ),
        (
            "[KO Intégration système !][904] XDM/1.0/DDM+Chose X Y 15/06/1984",
            Subject(
                "Chose X Y 15/06/1984",
                is_document=True,
                birth_date=BORN,
                is_refusal=True,
                error_code=904,
            ),
        ),
        ("[ko integration systeme] x", Subject("x", is_refusal=True)),
        (
            "[Erreur d’intégration !][902] XDM/1.0/DDM+x",
            Subject("x", is_document=True, is_refusal=True, error_code=902),
        ),
        ("xdm/1.0/ddm+ x", Subject("x", is_document=True)),
        ("[FIN]", Subject("[FIN]", closes=True)),
        ("[fin] x", Subject("[fin] x")),
        ("XDM/1.0/DDM+", Subject("XDM/1.0/DDM+", is_document=True)),
        ("Re:", Subject("Re:", is_reply=True)),
        ("", Subject("")),
        ("XDM/1.0/DDM+A B 99/99/1984", Subject("A B 99/99/1984", is_document=True)),
    ],
)
def test_every_prefix(written: str, read: Subject) -> None:
    assert parse_subject(written) == read


@given(st.sampled_from(sorted(load_document_types())), whole_traits)
def test_every_kind_comes_back(code: str, traits: Traits) -> None:
    label = load_document_types()[code].label
    read = parse_subject(build_document_subject(label, traits, replaces=True))
    assert (read.is_document, read.replaces, read.birth_date) == (True, True, traits.birth_date)
    assert label.startswith(read.label)
    assert read.person.endswith(traits.first_name)


def test_a_refusal_comes_back() -> None:
    written = build_refusal_subject("XDM/1.0/DDM+Lettre X Y", 902)
    read = parse_subject(written)
    assert written.startswith("[KO Intégration système !][902] XDM/")
    assert (read.is_refusal, read.error_code, read.is_document) == (True, 902, True)


@given(st.text(max_size=100))
def test_never_an_error(text: str) -> None:
    parse_subject(text)
