"""Distances between communes."""

from __future__ import annotations

import pytest

from care.directory.nearness import Nearness

HAVRE, MONTIVILLIERS, ROUEN, UNKNOWN = "76351", "76447", "76540", "99999"


def test_known_distances() -> None:
    nearness = Nearness()
    assert nearness.km(HAVRE, [HAVRE]) == 0
    assert nearness.km(HAVRE, [MONTIVILLIERS]) == pytest.approx(8.5, abs=1)
    assert nearness.km(HAVRE, [ROUEN, MONTIVILLIERS]) == nearness.km(HAVRE, [MONTIVILLIERS])
    assert nearness.km(HAVRE, [ROUEN]) == pytest.approx(72, abs=4)
    assert nearness.nearest(HAVRE, [ROUEN, MONTIVILLIERS]) == MONTIVILLIERS


def test_what_is_not_known_is_not_invented() -> None:
    nearness = Nearness()
    assert nearness.km(None, [HAVRE]) is None
    assert nearness.km(HAVRE, [UNKNOWN]) is None
    assert nearness.km(UNKNOWN, [UNKNOWN]) == 0
    assert nearness.nearest(HAVRE, [UNKNOWN]) is None


def test_points_of_ones_own() -> None:
    assert Nearness({"1": (0.0, 0.0), "2": (1.0, 0.0)}).km("1", ["2"]) == pytest.approx(111.2)


@pytest.mark.parametrize(
    ("typed", "unread", "name"),
    [
        ("kine saint romain", "romain", "Saint-Romain-de-Colbosc"),
        ("kine saint romain de colbosc", "colbosc", "Saint-Romain-de-Colbosc"),
        ("infirmier octeville", "octeville", "Octeville-sur-Mer"),
        ("infirmier 76400", "76400", "76400"),
        ("dermato rouen", "rouen", "Rouen"),
        ("kine saint aubin", "aubin", None),
        ("kine rouen", "kine", None),
        ("kine harfleur", "harfleur", None),
    ],
)
def test_a_commune_that_is_not_here_is_known(typed: str, unread: str, name: str | None) -> None:
    place, _ = Nearness().named_outside({HAVRE, "76341"}, typed.split(), {unread})
    assert (place.name if place else None) == name
