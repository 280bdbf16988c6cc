"""The text for people: readable, and harmless whatever it holds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from care.standards.cda.narrative import NO_NARRATIVE, render_narrative
from tests.care.standards.cda.reading import element


def _said(markup: str) -> tuple[str, str]:
    read = render_narrative(element(f"<text>{markup}</text>"))
    return read.html, read.text


def test_tables_lists_and_paragraphs() -> None:
    markup, text = _said(
        'Avant<table border="1" onclick="x()"><thead><tr><th colspan="2">A</th><th>B</th></tr>'
        "</thead>"
        "<tbody><tr><td>1<br/>2</td><td/><td>3</td></tr></tbody></table>"
        '<list listType="ordered"><item>un</item><item>deux</item></list><paragraph>fin</paragraph>'
    )
    assert text == "Avant\nA | B\n1\n2 | | 3\n• un\n• deux\nfin"
    assert markup == (
        'Avant<table><thead><tr><th colspan="2">A</th><th>B</th></tr></thead><tbody><tr>'
        "<td>1<br>2</td><td></td><td>3</td></tr></tbody></table><ol><li>un</li><li>deux</li></ol>"
        "<p>fin</p>"
    )


def test_styles_become_tags() -> None:
    assert _said('<content styleCode="Bold">a</content><content styleCode="x">b</content>') == (
        "<strong>a</strong><span>b</span>",
        "ab",
    )


def test_what_was_deleted_and_pictures_are_not_shown() -> None:
    assert _said('a<content revised="delete">secret</content><renderMultiMedia/>b')[1] == "ab"


def test_links_lead_to_the_web_only() -> None:
    assert (
        'href="https://x.example/a?b&amp;c"'
        in _said('<linkHtml href="https://x.example/a?b&amp;c">l</linkHtml>')[0]
    )
    for bad in (
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc",
        "//x",
        'https://x"onload=',
    ):
        assert "href" not in _said(f"<linkHtml href='{bad}'>l</linkHtml>")[0]


def test_words_stay_apart_and_together() -> None:
    assert _said("<content>a</content><content>b</content> <content>c</content>")[1] == "ab c"
    assert _said("l’<content>eau</content>, oui")[1] == "l’eau, oui"


def test_nothing_is_nothing() -> None:
    assert render_narrative(None) == NO_NARRATIVE
    assert render_narrative(element("<text> <br/> <table/></text>")).is_empty


@given(
    st.recursive(
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=10).map(
            lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
        ),
        lambda inner: st.builds(
            lambda tag, inside: (
                f"<{tag} onclick='x' style='y' colspan='9'>{''.join(inside)}</{tag}>"
            ),
            st.sampled_from(
                [
                    "script",
                    "table",
                    "tr",
                    "td",
                    "content",
                    "list",
                    "item",
                    "iframe",
                    "img",
                    "svg",
                    "br",
                ]
            ),
            st.lists(inner, max_size=3),
        ),
        max_leaves=20,
    )
)
def test_only_harmless_tags_ever_come_out(markup: str) -> None:
    written, text = _said(markup)
    tags = set(re.findall(r"</?([a-z0-9]+)", written))
    assert tags <= {"table", "tr", "td", "span", "ul", "li", "br"}
    assert not re.search(r"<[^>]*\b(on\w+|style)\s*=", written)
    assert "\n\n" not in text
