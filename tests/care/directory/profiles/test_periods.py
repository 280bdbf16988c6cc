"""Days away as professionals write them, on Monday 16 November 2026."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.directory.profiles.periods import parse_absence
from care.runtime.errors import Refusal

TODAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("text", "first", "last", "note"),
    [
        ("jusqu'au 3/12", "2026-11-16", "2026-12-03", ""),
        ("jusqu’au 3 décembre", "2026-11-16", "2026-12-03", ""),
        ("jusqu'au 03/12/2026 inclus", "2026-11-16", "2026-12-03", ""),
        ("jusqu'au 2/1", "2026-11-16", "2027-01-02", ""),
        ("jusqu'au 1er février", "2026-11-16", "2027-02-01", ""),
        ("jusque vendredi", "2026-11-16", "2026-11-20", ""),
        ("jusqu'à vendredi", "2026-11-16", "2026-11-20", ""),
        ("du 24/12 au 2/1", "2026-12-24", "2027-01-02", ""),
        ("du 24 décembre au 2 janvier", "2026-12-24", "2027-01-02", ""),
        ("du 3 au 10/12", "2026-12-03", "2026-12-10", ""),
        ("du 10/11 au 20/11", "2026-11-10", "2026-11-20", ""),
        ("du 1er au 15 août", "2027-08-01", "2027-08-15", ""),
        ("du lundi 21 au vendredi 25 décembre", "2026-12-21", "2026-12-25", ""),
        ("à partir du 20/12 jusqu'au 5/1", "2026-12-20", "2027-01-05", ""),
        ("du 31/12 au 1/1", "2026-12-31", "2027-01-01", ""),
        ("du 28/10/27 au 2/11/27", "2027-10-28", "2027-11-02", ""),
        ("lundi prochain", "2026-11-23", "2026-11-23", ""),
        ("ce week-end", "2026-11-21", "2026-11-22", ""),
        ("demain (formation)", "2026-11-17", "2026-11-17", "formation"),
        (
            "remplacée par Zoé VASSE du 3 au 5/12",
            "2026-12-03",
            "2026-12-05",
            "remplacée par Zoé VASSE",
        ),
        (
            "demain, Dr VASSE au 06 39 98 00 04",
            "2026-11-17",
            "2026-11-17",
            "Dr VASSE au 06 39 98 00 04",
        ),
        ("le 11/12", "2026-12-11", "2026-12-11", ""),
        ("demain", "2026-11-17", "2026-11-17", ""),
        ("aujourd'hui", "2026-11-16", "2026-11-16", ""),
        ("cette semaine", "2026-11-16", "2026-11-22", ""),
        ("la semaine prochaine", "2026-11-23", "2026-11-29", ""),
        ("10 jours", "2026-11-16", "2026-11-25", ""),
        ("2 semaines", "2026-11-16", "2026-11-29", ""),
        (
            "jusqu'au 3/12, remplacée par le Dr Zoé VASSE",
            "2026-11-16",
            "2026-12-03",
            "remplacée par le Dr Zoé VASSE",
        ),
    ],
)
def test_days(text: str, first: str, last: str, note: str) -> None:
    absence = parse_absence(text, TODAY)
    assert (absence.first.isoformat(), absence.last.isoformat(), absence.note) == (
        first,
        last,
        note,
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("bientôt", "absence-unclear"),
        ("jusqu'au 31/2", "absence-unclear"),
        ("jusqu'au 45/12", "absence-unclear"),
        ("du 31 au 10/2", "absence-unclear"),
        ("jusqu'au 3/12/2024", "absence-over"),
        ("le 13/11", "absence-over"),
        ("du 10 au 3 décembre", "absence-unclear"),
        ("le mercredi", "absence-weekly"),
        ("les lundis", "absence-weekly"),
        ("tous les mercredis", "absence-weekly"),
        *(
            (said, "absence-rest")
            for said in (
                "les 24 et 31 décembre",
                "vendredi et lundi",
                "à partir du 15 décembre",
                "dès demain jusqu'à nouvel ordre",
                "dans 15 jours",
                "le matin du 3 décembre",
                "du 26 au 30 décembre puis du 4 au 8 janvier",
                "2 semaines à partir du 20/12",
                "du 30/11",
            )
        ),
        ("jusqu'au 3/12/2034", "absence-too-long"),
    ],
)
def test_what_makes_no_sense_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        parse_absence(text, TODAY)


@given(st.text() | st.from_regex(r"du [0-9]{1,2}/[0-9]{1,2} au [0-9]{1,2}/[0-9]{1,2}"))
def test_whatever_is_written_is_an_absence_to_come_or_a_refusal(text: str) -> None:
    try:
        absence = parse_absence(text, TODAY)
    except Refusal:
        return
    assert absence.first <= absence.last
    assert absence.last >= TODAY
