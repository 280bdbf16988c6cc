"""What is understood is cut out of the sentence as it was written; the rest stays."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from care.moments.french.slate import Slate
from care.moments.french.vocabulary import pattern_of

WEEKDAY = pattern_of("WEEKDAY")


def spans(slate: Slate) -> list[tuple[int, int]]:
    return slate.sweep(WEEKDAY, lambda match: match.span())


def test_cut_out_with_the_small_words_that_led_to_it() -> None:
    slate = Slate("Passer  chez Mme ÉTÉ, pour lundi (clé).")
    found = spans(slate)
    assert slate.without(found) == "Passer chez Mme ÉTÉ (clé)."
    assert slate.said(found[0]) == "pour lundi"
    assert spans(slate) == []


def test_a_side_or_a_letter_is_no_small_word() -> None:
    for text, kept in (
        ("jambe D lundi", "jambe D"),
        ("jambe d lundi", "jambe d"),
        ("vitamine A, lundi", "vitamine A"),
        ("rendre d’ici lundi", "rendre"),
        ("RENDRE A LUNDI", "RENDRE"),
    ):
        slate = Slate(text)
        assert slate.without(spans(slate)) == kept


def test_letters_stay_where_they_were_written() -> None:
    slate = Slate("Àœ 🚑  mecredi  : e\u0301te\u0301")
    (span,) = spans(slate)
    assert slate.said(span) == "mecredi"
    assert slate.has_slip([span])
    assert slate.without([span]) == "Àœ 🚑 été"


@settings(deadline=None)
@given(st.text())
def test_without_anything_cut_nothing_is_lost(text: str) -> None:
    slate = Slate(text)
    kept = slate.without([])
    assert set(kept.replace(" ", "")) <= set(slate.text)
    assert len(slate.whole) == len(slate.line)


@settings(deadline=None)
@given(st.text(), st.text())
def test_any_sentence_around_a_day(before: str, after: str) -> None:
    slate = Slate(f"{before} lundi {after}")
    for span in spans(slate):
        assert slate.said(span)
        slate.without([span])
