"""Hours, openings and absences, as one reads them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bots.directory.time_words import write_absence, write_hours, write_moment, write_opening
from care.directory.profiles.hours import parse_hours
from care.directory.profiles.model import Absence
from care.directory.profiles.week import PARIS, Opening, Status
from tests.bots.directory.territory_bot import plain

NINE = datetime(2026, 11, 16, 9, 0, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("lundi au vendredi 9h-12h 14h-19h30", "lundi à vendredi 9 h–12 h, 14 h–19 h 30"),
        ("lundi mardi 9h-12h, jeudi 9h-12h", "lundi, mardi 9 h–12 h ; jeudi 9 h–12 h"),
        ("24h/24", "lundi à dimanche 0 h–24 h"),
        ("samedi 20h-8h", "samedi 20 h–8 h"),
    ],
)
def test_hours(written: str, read: str) -> None:
    hours = parse_hours(written)
    assert plain(write_hours(hours)) == read
    assert parse_hours(plain(write_hours(hours))) == hours, "what is said back is understood"


def test_openings() -> None:
    noon = NINE.replace(hour=12, minute=30)
    told = plain(write_opening(Opening(Status.OPEN, NINE, noon)))
    assert told == "ouvert de 9 h à 12 h 30"
    assert write_opening(Opening(Status.UNKNOWN)) == "horaires non communiqués"
    assert plain(write_opening(Opening(Status.CLOSED), NINE)) == "fermé, ouvre lundi 16/11 à 9 h"
    assert write_opening(Opening(Status.CLOSED)) == "fermé"
    assert write_opening(Opening(Status.HOLIDAY, NINE, noon)) == "jour férié, horaires à vérifier"
    assert write_opening(None) == ""
    assert plain(write_moment(noon)) == "lundi 16/11 à 12 h 30"


def test_absences() -> None:
    absence = Absence(date(2026, 11, 16), date(2026, 12, 3), "voir le Dr d'Or")
    for who, word in (("man", "Absent"), ("woman", "Absente"), ("place", "Fermé")):
        (line,) = write_absence(absence, who)
        assert line == f"⚠ {word} jusqu’au 03/12/2026 inclus (voir le Dr d’Or)"
    assert list(write_absence(None, "man")) == []
