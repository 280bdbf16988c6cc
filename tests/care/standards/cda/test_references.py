"""What entries point to in the text for people."""

from __future__ import annotations

from tests.care.standards.cda.reading import element, passages

TABLE = passages(
    '<table><tr><td><content ID="a">CRP <br/>(méthode)</content></td><td>98</td><td>mg/L</td></tr>'
    '</table><content ID="a">second</content>'
)


def test_a_passage_is_found_with_or_without_its_sign() -> None:
    for value in ("#a", "a"):
        pointing = element(f'<t><reference value="{value}"/></t>')
        assert TABLE.text(pointing) == "CRP (méthode)"


def test_what_points_nowhere_says_itself() -> None:
    assert TABLE.text(element('<t>words<reference value="#nowhere"/></t>')) == "words"
    assert TABLE.text(None) == ""
    assert TABLE.original_text(element("<code/>")) == ""


def test_the_rest_of_the_row() -> None:
    code = '<code><originalText><reference value="{}"/></originalText></code>'
    assert TABLE.rest_of_row(element(code.format("#a"))) == "98 mg/L"
    assert TABLE.rest_of_row(element(code.format("#b"))) == ""


def test_only_texts_have_passages() -> None:
    found = passages("")
    assert found.passages == {}
