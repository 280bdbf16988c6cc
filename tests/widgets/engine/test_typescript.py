"""Models become interfaces and validators that say the same."""

from __future__ import annotations

from typing import Literal

import pytest

from widgets.engine.typescript import render_models
from widgets.engine.view import Form, View


class Inner(View):
    """An inner part."""

    word: str | None


class Outer(View):
    """The whole."""

    kind: Literal["a", "b"]
    parts: list[Inner]
    counts: dict[str, int]
    said: str = ""


class Asked(Form):
    """What is sent."""

    last: int | None = None


class Strange(View):
    """Has what pages cannot check."""

    pair: tuple[int, str]


def test_parts_come_before_the_whole() -> None:
    text = render_models([Outer])
    assert text.index("interface Inner") < text.index("interface Outer")


def test_types_and_checks_go_together() -> None:
    text = render_models([Outer])
    for line in (
        '  readonly kind: "a" | "b";',
        '  kind: v.literal("a", "b"),',
        "  readonly parts: readonly Inner[];",
        "  parts: v.list(isInner),",
        "  readonly counts: { readonly [key: string]: number };",
        "  readonly word: string | null;",
        "  word: v.oneOf(v.string, v.nothing),",
    ):
        assert line in text.splitlines(), line


def test_what_is_given_is_whole_and_what_is_sent_may_be_left_out() -> None:
    assert "  readonly said: string;" in render_models([Outer])
    assert "  readonly last?: number | null;" in render_models([Asked])


def test_what_cannot_be_checked_is_not_let_through() -> None:
    with pytest.raises((ValueError, KeyError)):
        render_models([Strange])
