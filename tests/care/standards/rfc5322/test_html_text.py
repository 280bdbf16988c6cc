"""HTML mail as text: what one would read, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.standards.rfc5322.html_text import html_to_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (
            "<p>Bonjour <b>Docteur</b>,</p><p>merci<br>à vous</p>",
            "Bonjour Docteur,\n\nmerci\nà vous",
        ),
        ("<b>a</b><i>b</i> <u>c</u>\n d", "ab c d"),
        ("<ul><li>un<li>deux</ul><ol><li>x<li>y</ol>", "• un\n• deux\n\n1. x\n2. y"),
        ("<table><tr><td>HbA1c</td><td>7,2&nbsp;%</td></tr></table>", "HbA1c | 7,2 %"),
        ("<style>@font-face{x}</style><title>t</title><script>alert(1)</script>a", "a"),
        ("a<div style='display:none'>preheader</div>b", "a\nb"),
        ("<!-- secret -->a<!--[if mso]>b<![endif]-->", "a"),
        ("<img src='http://x.example/pixel.png' alt='Logo'>", "Logo"),
        (
            "<blockquote>cité<blockquote>deux fois</blockquote></blockquote>",
            "> cité\n>\n> > deux fois",
        ),
        ("<pre>x\n  y</pre>", "x\n  y"),
        (
            "<a href='http://evil.example/x'>http://bank.example</a>",
            "http://bank.example (http://evil.example/x)",
        ),
        ("<a href='https://x.example'>x.example</a>", "x.example"),
        ("<a href='javascript:alert(1)'>ici</a>", "ici"),
        ("<a href='mailto:a@b'>écrire</a>", "écrire (mailto:a@b)"),
        ("a &lt; b &amp; c", "a < b & c"),
        ("<p>jamais fermé <b>ni <i>rien", "jamais fermé ni rien"),
        ("", ""),
        ("<style>only</style><img src=x>", ""),
        ("co\u00adupé\u200b", "coupé"),
    ],
)
def test_what_one_would_read(markup: str, text: str) -> None:
    assert html_to_text(markup) == text


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li", "blockquote", "font"])
@pytest.mark.parametrize("levels", [300, 5_000])
def test_depth_loses_no_word(tag: str, levels: int) -> None:
    assert "le mot" in html_to_text(f"<{tag}>" * levels + "le mot")


@pytest.mark.parametrize(
    "markup",
    [
        "<p " + " ".join(f"a{number}=1" for number in range(100_000)) + ">le mot</p>",
        "<script>" * 20_000 + "</script>le mot",
        "<!--" * 50_000 + "le mot",
        "<" * 100_000 + " le mot",
        "&" * 100_000 + " le mot",
        "<br>" * 200_000 + "le mot",
        "<table><tr>" + "<td>a</td>" * 100_000 + "</tr></table>le mot",
    ],
    ids=["attributes", "scripts", "comments", "lessthan", "ampersands", "breaks", "cells"],
)
def test_what_took_others_minutes_ends(markup: str) -> None:
    assert html_to_text(markup)[-6:] in {"le mot", ""}


@given(st.text("<>/=\"'abp &;!-#x0", max_size=300))
def test_never_an_error(markup: str) -> None:
    html_to_text(markup)


@given(st.lists(st.text("abcdé", min_size=1, max_size=8), min_size=1, max_size=10))
def test_no_word_is_lost(words: list[str]) -> None:
    markup = "".join(f"<div><p>{word}</p></div>" for word in words)
    assert html_to_text(markup).split() == words
