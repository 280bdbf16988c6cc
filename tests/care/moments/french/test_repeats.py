"""What comes back."""

from __future__ import annotations

import pytest

from care.moments.french.repeats import weekdays_in
from tests.care.moments.french.telling import understood


def test_weekdays_of_a_list() -> None:
    assert weekdays_in("vendredi, lundis et mardi") == (0, 1, 4)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("une fois tous les 3 jours", "FREQ=DAILY;INTERVAL=3"),
        ("ts les jours", "FREQ=DAILY"),
        ("tous les huit jours", "FREQ=WEEKLY;BYDAY=TH"),
        ("une semaine sur trois", "FREQ=WEEKLY;INTERVAL=3;BYDAY=TH"),
        ("un mois sur deux", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=26"),
        ("les lundis", "FREQ=WEEKLY;BYDAY=MO"),
        ("tous les samedis et dimanches", "FREQ=WEEKLY;BYDAY=SA,SU"),
        ("du mardi au jeudi", "FREQ=WEEKLY;BYDAY=TU,WE,TH"),
        ("du samedi au lundi", "FREQ=WEEKLY;BYDAY=MO,SA,SU"),
        ("jours ouvrés", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("les jours ouvrables", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA"),
        ("chaque fin de mois", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("chaque début de mois", "FREQ=MONTHLY;BYMONTHDAY=1"),
        ("le 3e jeudi de chaque mois", "FREQ=MONTHLY;BYDAY=TH;BYSETPOS=3"),
        ("tous les 30 juin", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=28,29,30;BYSETPOS=-1"),
        ("tous les semestres", "FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=26"),
        ("tous les 0 jours", ""),
        ("un jour sur 0", ""),
        ("le 45 de chaque mois", ""),
    ],
)
def test_rules(text: str, rule: str) -> None:
    assert understood(text).rpartition(" ")[2].replace("2026-11-26", "") == rule
