"""« retrait pansement jeudi 8h15 @Paul urgent », taken apart."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.day.wording import is_myself, read_task

NOW, PARIS = datetime(2026, 3, 2, 8, tzinfo=UTC), ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("text", "what", "person", "urgent", "own"),
    [
        ("retrait pansement jeudi 8h15 @Paul", "retrait pansement", "Paul", False, False),
        ("bilan demain @Paul Inventé urgent", "bilan", "Paul Inventé", True, False),
        ("perso relire le dossier", "relire le dossier", "", False, True),
        ("appeler la famille", "appeler la famille", "", False, False),
        ("pansement non urgent demain", "pansement", "", False, False),
        ("pas urgent : renouveler la carte", "renouveler la carte", "", False, False),
        ("d’appeler le labo demain 9h !", "appeler le labo", "", False, False),
        ("de commander des sets", "commander des sets", "", False, False),
        ("dessiner le schéma", "dessiner le schéma", "", False, False),
        ("appeler les urgences", "appeler les urgences", "", False, False),
        ("appeler @dr Fictif demain", "appeler", "Fictif", False, False),
        ("retirer les fils dans 10 jours @le kiné", "retirer les fils", "kiné", False, False),
        ("bilan @l’infirmière demain", "bilan", "infirmière", False, False),
        ("commander !! compresses", "commander compresses", "", True, False),
    ],
)
def test_parts(text: str, what: str, person: str, urgent: bool, own: bool) -> None:
    worded = read_task(text, NOW, PARIS)
    assert (worded.text, worded.person) == (what, person)
    assert (worded.is_urgent, worded.is_own) == (urgent, own)


@given(st.text(max_size=300))
def test_any_text_is_taken_apart(text: str) -> None:
    read_task(text, NOW, PARIS)


def test_oneself() -> None:
    assert is_myself("Moi")
    assert not is_myself("Mo")


def test_two_people_are_noticed() -> None:
    assert read_task("bilan @ida @paul", NOW, PARIS).is_for_several
    assert not read_task("bilan @ida", NOW, PARIS).is_for_several
