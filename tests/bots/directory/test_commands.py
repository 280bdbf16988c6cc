"""What people write, as typed requests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.directory import commands
from bots.directory.commands import (
    LONGEST_QUESTION,
    Command,
    Contact,
    FindProtocol,
    Help,
    More,
    Pick,
    Puzzle,
    Register,
    Search,
    Thanks,
    Unknown,
    parse_command,
    question_in_group,
)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("kiné montivilliers", Search("kiné montivilliers")),
        ("  kiné  ", Search("kiné")),
        ("10199900373", Search("10199900373")),
        ("2", Pick(2)),
        ("n°2", Pick(2)),
        ("la 2", Pick(2)),
        ("fiche 12.", Pick(12)),
        ("2️⃣", Pick(2)),
        ("numéro 2", Pick(2)),
        ("le premier", Pick(1)),
        ("deux", Pick(2)),
        ("appeler le 3", Pick(3)),
        ("numéro du dr dupont", Search("numéro du dr dupont")),
        ("contacter 2", Contact(2)),
        ("contacter le deuxième", Contact(2)),
        ("Contacter le n° 2 !", Contact(2)),
        ("écrire à 3", Contact(3)),
        ("lui écrire", Contact(None)),
        ("contacter", Contact(None)),
        ("inviter", Contact(None)),
        ("contacter dupont", Search("dupont")),
        ("Plus", More()),
        ("la suite", More()),
        ("aide", Help()),
        ("?", Help()),
        ("Bonjour !", Help()),
        ("!help", Help()),
        ("!annuaire", Help()),
        ("!annuaire kiné", Search("kiné")),
        ("Merci beaucoup !", Thanks()),
        ("ok merci beaucoup et bonne journée", Thanks()),
        ("merci dupont", Search("merci dupont")),
        (
            "je suis à Harfleur et je cherche un kiné",
            Search("je suis à Harfleur et je cherche un kiné"),
        ),
        ("je suis RPPS 10199900373", Register("10199900373")),
        ("rpps 10199900373", Register("10199900373", bare=True)),
        ("je suis à la recherche d’un kiné", Search("je suis à la recherche d’un kiné")),
        ("protocol plaie", FindProtocol("plaie")),
        ("", Unknown(Puzzle.NO_WORDS)),
        ("🎉", Unknown(Puzzle.NO_WORDS)),
        ("...", Unknown(Puzzle.NO_WORDS)),
        ("x" * (LONGEST_QUESTION + 1), Unknown(Puzzle.TOO_LONG)),
        ("kiné" + "\u0315\u0300\u0321\u0334" * 5_000, Unknown(Puzzle.TOO_LONG)),
    ],
)
def test_texts_become_requests(text: str, command: Command) -> None:
    assert parse_command(text) == command


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("!annuaire kiné", "kiné"),
        (" !ANNUAIRE\nkiné ", "kiné "),
        ("", None),
        ("!annuaire", ""),
        ("!annuaires", None),
        ("annuaire kiné", None),
        ("kiné", None),
    ],
)
def test_in_a_group_only_what_follows_the_word(text: str, question: str | None) -> None:
    assert question_in_group(text) == question


@given(st.text())
def test_nothing_fails(text: str) -> None:
    parse_command(text)


def test_thanks_without_end_are_read_once() -> None:
    """A pattern that tries each way to split them would not end."""
    assert commands._THANKS.fullmatch("ok merci " * 2_000 + "x") is None
    assert commands._THANKS.fullmatch("ok merci " * 2_000) is not None
