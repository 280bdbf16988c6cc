"""Building XML out of what people typed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from care.standards.markup import parse_markup
from care.standards.markup_writing import Maker, clean, render

make = Maker("urn:x", {None: "urn:x"})


@given(st.text(), st.text())
def test_any_text_can_be_written_and_read_back(inside: str, beside: str) -> None:
    root = parse_markup(render(make("a", make("b", inside), None, key_=beside))).root
    assert root[0].text or clean(inside).replace("\r\n", "\n") == ""
    assert root.get("key") is not None


def test_what_is_none_is_left_out() -> None:
    root = make("a", None, "x", None, "y", told="1", untold=None)
    assert render(root).endswith(b'<a xmlns="urn:x" told="1">xy</a>')


def test_forbidden_characters_go() -> None:
    assert clean("a\x00b\x0bc\ud800d\ufffee\t\n") == "abcde\t\n"
