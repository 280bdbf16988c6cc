"""The file of circles, line by line."""

from __future__ import annotations

import pytest

from bots.liaison.role_words import Named
from care.circles.model import Role
from care.consent.model import Ground
from care.identity.reason import Environment
from deploy.circles_file import COLUMNS, Problem, Wanted, parse_circles

HEADING = ";".join(COLUMNS)
GOOD = (
    "EXEMPLE;Jeanne Marie;15/06/1984;F;76351;284067635112353;1.2.250.1.213.1.4.10;"
    "06 00 00 00 12;12 rue de l’Exemple;1;Fictif médecin traitant, Ida Soigne"
)


def _parse(*lines: str, heading: str = HEADING) -> tuple[list[Wanted], list[Problem]]:
    return parse_circles("\n".join((heading, *lines)).encode(), Environment.TEST)


def test_a_whole_line_is_read() -> None:
    (one,), problems = _parse(GOOD)
    assert problems == []
    assert (one.line, one.ground) == (2, Ground.CHOSEN_BY_PATIENT)
    assert one.told.traits.birth_name == "EXEMPLE"
    assert one.told.phones == ("+33600000012",)
    assert one.people == (Named("Fictif", Role.TREATING_DOCTOR), Named("Ida Soigne"))


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (("15/06/1984", "31/02/1984"), "circles-file-identity"),
        (("284067635112353", "28406"), "circles-file-identity"),
        (("EXEMPLE", ""), "circles-file-traits"),
        ((";F;", ";X;"), "circles-file-traits"),
        ((";1;", ";9;"), "circles-file-ground"),
        (("Fictif médecin traitant, Ida Soigne", ""), "circles-file-members"),
    ],
)
def test_each_problem_is_told_with_its_line(changed: tuple[str, str], reason: str) -> None:
    wanted, problems = _parse(GOOD, GOOD.replace(*changed))
    assert [(one.line, one.reason) for one in problems] == [(3, reason)]
    assert len(wanted) == 1


def test_a_heading_that_is_another_is_refused_whole() -> None:
    assert _parse(GOOD, heading="nom;prenom")[1][0].reason == "circles-file-columns"
    assert parse_circles(b"\xff\xfe", Environment.TEST)[1][0].reason == "circles-file-not-utf8"


def test_an_invented_number_is_refused_in_production() -> None:
    source = f"{HEADING}\n{GOOD}".encode()
    _, problems = parse_circles(source, Environment.PRODUCTION)
    assert [one.reason for one in problems] == ["circles-file-identity"]
