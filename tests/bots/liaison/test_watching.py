"""A number in a group: told to its author, never repeated, erased at their word."""

from __future__ import annotations

import pytest

from tests.bots.liaison.village import IDA, PAUL, Village

NUMBER = "2 84 06 76 351 123 53"


@pytest.fixture
def village() -> Village:
    return Village()


@pytest.mark.parametrize("text", [NUMBER, f"Patient {NUMBER} svp", NUMBER.replace(" ", "")])
def test_the_author_is_warned_and_the_number_not_repeated(village: Village, text: str) -> None:
    group = village.group("infirmiers")
    village.writes(PAUL, text, group)
    (warning,) = village.direct(PAUL).texts
    assert "sécurité sociale" in warning
    assert "284" not in warning.replace(" ", "")
    assert village.direct(IDA).texts == []


def test_words_do_as_well_as_a_sign(village: Village) -> None:
    group = village.group("infirmiers")
    event = village.writes(PAUL, NUMBER, group)
    assert "pas de message à retirer" in village.tells(IDA, "retirer le message")
    village.tells(PAUL, "retirer le message")
    assert group.erased == {event.removeprefix("$")}
    assert "C’est fait" in "\n".join(village.direct(PAUL).texts)


@pytest.mark.parametrize("text", ["Bonjour", "02 35 00 00 00", "3400930000012", ""])
def test_nothing_is_said_of_other_numbers(village: Village, text: str) -> None:
    village.writes(PAUL, text, village.group("infirmiers"))
    assert village.direct(PAUL).texts == []


def test_a_sign_on_something_else_erases_nothing(village: Village) -> None:
    group = village.group("infirmiers")
    village.writes(PAUL, NUMBER, group)
    sent = next(iter(village.direct(PAUL).said))
    village.reacts(PAUL, "❤️", sent)
    assert group.erased == set()
