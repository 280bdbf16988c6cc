"""Sentences for browsers: typed, typeset, and safe inside a template."""

from __future__ import annotations

from pathlib import Path

import pytest

from widgets.engine.texts_typescript import render_texts


def rendered(folder: Path, text: str) -> str:
    catalogue = folder / "page.ftl"
    catalogue.write_text(text, encoding="utf-8")
    return render_texts([catalogue])


def test_facts_are_typed_and_spaces_are_french(tmp_path: Path) -> None:
    text = rendered(tmp_path, "hello = Bonjour « { $name } » !\n")
    assert '"hello": (f: { name: string | number }): string => `Bonjour «\u00a0' in text
    assert "${f.name}\u00a0»\u202f!`" in text


def test_zero_and_one_are_singular(tmp_path: Path) -> None:
    text = rendered(
        tmp_path,
        "pages = { $count ->\n  [one] { $count } page\n *[other] { $count } pages\n}\n",
    )
    assert "(f: { count: number })" in text
    assert "(Math.abs(f.count) < 2 ? `${f.count} page` : `${f.count} pages`)" in text


def test_nothing_in_a_sentence_becomes_code(tmp_path: Path) -> None:
    text = rendered(tmp_path, 'x = a `b` $c \\d { "" }${ "" } e\n'.replace('{ "" }', ""))
    assert "`a \\`b\\` \\$c \\\\d \\$ e`" in text


@pytest.mark.parametrize(
    "text",
    ["x = { NUMBER($y) }\n", "x = { y }\n", "broken {\n", "x = a\nx = b\n"],
)
def test_what_pages_cannot_say_is_refused_when_it_is_built(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        rendered(tmp_path, text)
