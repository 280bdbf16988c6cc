"""Lines read the same with and without formatting, whatever facts hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bots.engine.markup import address, fact, link, quote, write


def test_both_forms_say_the_same() -> None:
    written = write([f"<b>{fact('A & <B>')}</b>", "", link("tel:+33199000004", "01 99")])
    assert written.text == "A & <B>\n01 99"
    assert written.html == '<b>A &amp; &lt;B&gt;</b><br><a href="tel:+33199000004">01 99</a>'


def test_an_address_stays_as_it_is() -> None:
    assert write([address("d'o@x.example")]).text == "d'o@x.example"
    assert fact("d'Angerville") == "d’Angerville"


def test_what_was_typed_is_quoted_short_and_harmless() -> None:
    assert quote("a\u202eb\nc\u0000") == "ab c"
    assert quote("x" * 100) == "x" * 60 + "…"
    assert quote("<script>") == "&lt;script&gt;"


@given(st.text())
def test_a_fact_never_becomes_markup(text: str) -> None:
    assert write([fact(text) or "-"]).text == (text.replace("'", "’") or "-")
