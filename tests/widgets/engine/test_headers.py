"""Pages run what is ours, and are shown where the territory said."""

from __future__ import annotations

from widgets.engine.headers import policy


def test_nobody_shows_them_unless_named() -> None:
    assert policy(()).endswith("frame-ancestors 'none'")


def test_those_who_are_named_do() -> None:
    clients = ["https://element.example", "vector://vector"]
    assert policy(clients).endswith("frame-ancestors https://element.example vector://vector")


def test_no_text_can_become_code() -> None:
    for part in ("default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'"):
        assert part in policy(())
    assert "unsafe" not in policy(())
