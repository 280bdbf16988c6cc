"""Each thing that may be said of oneself; bad input is refused and changes nothing."""

from __future__ import annotations

from datetime import date

import pytest

from care.directory.profiles.model import EMPTY, Absence, Item, Profile
from care.directory.profiles.rules import (
    LONGEST_BIO,
    ComeBack,
    Edit,
    Erase,
    Say,
    Unlist,
    changed_item,
    decide_edit,
)
from care.runtime.errors import Refusal

TODAY = date(2026, 11, 16)
AWAY = Profile(absences=(Absence(date(2026, 11, 10), date(2026, 12, 3)),))


@pytest.mark.parametrize(
    ("item", "text", "value"),
    [
        (Item.SECRETARY_PHONE, "02.61.91.00.01", "+33261910001"),
        (Item.URGENT_PHONE, "06 39 98 00 01", "+33639980001"),
        (Item.URGENT_PHONE, "+33 6 39 98 00 01.", "+33639980001"),
        (Item.URGENT_PHONE, "+32 2 555 12 12", "+3225551212"),
        (Item.EMAIL, "Alice.Fictif@Cabinet.example", "alice.fictif@cabinet.example"),
        (Item.MAILBOX, "alice@medecin.mssante.example", "alice@medecin.mssante.example"),
        (Item.LANGUAGES, "arabe, anglais", ("ara", "eng")),
        (Item.ACCESS, "Parking  gratuit,\nPMR", "Parking gratuit, PMR"),
        (Item.BIO, "Diagnostic TSA niveau 1", "Diagnostic TSA niveau 1"),
    ],
)
def test_said(item: Item, text: str, value: object) -> None:
    edit = Say(item, text)
    assert getattr(decide_edit(EMPTY, edit, TODAY), item.value) == value
    assert changed_item(edit) is item


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (Say(Item.URGENT_PHONE, "06 12"), "phone-unclear"),
        (Say(Item.URGENT_PHONE, "mon portable"), "phone-unclear"),
        (Say(Item.EMAIL, "alice(at)cabinet.example"), "email-unclear"),
        (Say(Item.MAILBOX, "alice@cabinet.example"), "mailbox-not-mssante"),
        (Say(Item.LANGUAGES, "klingon"), "language-unknown"),
        (Say(Item.HOURS, "quand je peux"), "hours-unclear"),
        (Say(Item.ABSENCES, "bientôt"), "absence-unclear"),
        (Say(Item.BIO, " … "), "words-missing"),
        (Say(Item.BIO, "a" * (LONGEST_BIO + 1)), "words-too-long"),
        (Erase(Item.BIO), "nothing-to-erase"),
        (ComeBack(), "absence-none"),
    ],
)
def test_refused(edit: Edit, reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        decide_edit(EMPTY, edit, TODAY)


def test_an_absence_takes_the_place_of_those_it_overlaps_and_forgets_the_past() -> None:
    past = Absence(date(2026, 8, 1), date(2026, 8, 15))
    before = Profile(absences=(past, *AWAY.absences))
    after = decide_edit(before, Say(Item.ABSENCES, "jusqu'au 10/12"), TODAY)
    assert after.absences == (Absence(TODAY, date(2026, 12, 10)),)
    both = decide_edit(after, Say(Item.ABSENCES, "du 24/12 au 2/1"), TODAY)
    assert len(both.absences) == 2


def test_coming_back_ends_only_the_absence_of_today() -> None:
    later = Absence(date(2026, 12, 24), date(2027, 1, 2))
    back = decide_edit(Profile(absences=(*AWAY.absences, later)), ComeBack(), TODAY)
    assert back.absences == (later,)
    assert changed_item(ComeBack()) is Item.ABSENCES


def test_what_was_said_can_be_erased() -> None:
    said = decide_edit(EMPTY, Say(Item.BIO, "Alzheimer"), TODAY)
    assert decide_edit(said, Erase(Item.BIO), TODAY) == EMPTY
    assert changed_item(Erase(Item.BIO)) is Item.BIO


def test_leaving_the_list_and_coming_back_to_it() -> None:
    hidden = decide_edit(EMPTY, Unlist(True), TODAY)
    assert hidden.unlisted
    assert decide_edit(EMPTY, Say(Item.UNLISTED, ""), TODAY) == hidden
    assert decide_edit(hidden, Unlist(False), TODAY) == EMPTY
    assert changed_item(Unlist(True)) is Item.UNLISTED


def test_there_is_an_end_to_absences() -> None:
    many = Profile(
        absences=tuple(Absence(date(2027, 1, day), date(2027, 1, day)) for day in range(1, 13))
    )
    with pytest.raises(Refusal, match="absence-too-many"):
        decide_edit(many, Say(Item.ABSENCES, "demain"), TODAY)
