"""What a patient agreed to or opposed, and why a circle closes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.liaison.statement_words import Said, read_close_reason, read_statement
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
