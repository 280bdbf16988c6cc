"""What a patient agreed to or opposed, and why a circle closes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.liaison.statement_words import (
    Said,
    is_sure,
    other_reason,
    read_close_reason,
    read_statement,
)
from care.circles.model import CloseReason
from care.consent.model import Evidence, Giver, Scope


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", Said(Scope.SHARING, Giver.PATIENT, Evidence.SPOKEN)),
        ("au partage, écrite", Said(Scope.SHARING, Giver.PATIENT, Evidence.WRITTEN)),
        ("à Paul Inventé",
         Said(Scope.PERSON, Giver.PATIENT, Evidence.SPOKEN, None, "Paul Inventé")),
        ("pour le Dr Fictif",
         Said(Scope.PERSON, Giver.PATIENT, Evidence.SPOKEN, None, "Dr Fictif")),
        ("courrier patient", Said(Scope.MAIL_TO_PATIENT, Giver.PATIENT, Evidence.SPOKEN)),
        ("courrier aux professionnels",
         Said(Scope.MAIL_TO_PROFESSIONALS, Giver.PATIENT, Evidence.SPOKEN)),
        ("écrit par sa tutrice le 12/03/2026",
         Said(Scope.SHARING, Giver.LEGAL_REPRESENTATIVE, Evidence.WRITTEN, date(2026, 3, 12))),
    ],
)  # fmt: skip
def test_statements(text: str, said: Said) -> None:
    assert read_statement(text) == said


@pytest.mark.parametrize(
    ("text", "reason", "words"),
    [
        ("fin de prise en charge", CloseReason.END_OF_CARE, ""),
        ("Décès", CloseReason.DECEASED, ""),
        ("déménagement", CloseReason.MOVED, ""),
        ("décès de la patiente", CloseReason.DECEASED, ""),
        ("suite au décès", CloseReason.DECEASED, ""),
        ("décédée le 12/11", CloseReason.DECEASED, ""),
        ("pour déménagement", CloseReason.MOVED, ""),
        ("fin de perfusion", CloseReason.OTHER, "fin de perfusion"),
        ("la porte", CloseReason.OTHER, "la porte"),
        ("doublon", CloseReason.DUPLICATE, ""),
        ("confié à un autre réseau", CloseReason.OTHER, "confié à un autre réseau"),
        ("", CloseReason.OTHER, ""),
    ],
)
def test_reasons(text: str, reason: CloseReason, words: str) -> None:
    assert read_close_reason(text) == (reason, words)


@given(st.text(max_size=200))
def test_any_text_says_something(text: str) -> None:
    assert read_statement(text).scope in Scope


@pytest.mark.parametrize(
    ("text", "opposes", "sure"),
    [
        ("au partage", True, True),
        ("au partage, écrite, par sa tutrice le 12/03/2026", True, True),
        ("au partage avec Paul Inventé", True, True),
        ("à Paul Inventé", True, True),
        ("courrier patient", True, True),
        ("", True, False),
        ("de soins ce matin", True, False),
        ("du patient de prendre son traitement", True, False),
        ("de la famille", True, False),
        ("kim", True, False),
        ("au partage de la fille", True, False),
        ("au partage levée", True, False),
        ("", False, True),
        ("écrit du patient ce jour", False, True),
        ("oral de la patiente", False, True),
        ("pour Paul Inventé", False, True),
        ("refusé", False, False),
        ("retiré pour Paul Inventé", False, False),
        ("de la fille", False, False),
        ("du médecin traitant", False, False),
    ],
)
def test_only_what_says_nothing_else_is_recorded(text: str, opposes: bool, sure: bool) -> None:
    assert is_sure(text, read_statement(text), opposes=opposes) is sure


def test_opposing_the_sharing_with_somebody_is_about_them_alone() -> None:
    said = read_statement("au partage avec Paul Inventé")
    assert (said.scope, said.person) == (Scope.PERSON, "Paul Inventé")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("autre : entrée en EHPAD", "entrée en EHPAD"),
        ("autre motif hospitalisation", "hospitalisation"),
        ("autre", ""),
        ("les volets ce soir", None),
        ("autrement dit", None),
    ],
)
def test_a_reason_of_one_s_own_is_announced(text: str, reason: str | None) -> None:
    assert other_reason(text) == reason
