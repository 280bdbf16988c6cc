"""Browsers are called what people call them."""

from __future__ import annotations

import pytest

from widgets.engine.browser_name import UNKNOWN, browser_name

_KHTML = "AppleWebKit/537.36 (KHTML, like Gecko)"
_WINDOWS = f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {_KHTML}"
_LINUX = f"Mozilla/5.0 (X11; Linux x86_64) {_KHTML}"
_ANDROID = "Mozilla/5.0 (Android 16; Mobile; rv:140.0)"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (f"{_ANDROID} Gecko/140.0 Firefox/140.0", "Firefox – Android"),
        (f"{_LINUX} Chrome/156.0.0.0 Safari/537.36", "Chrome – Linux"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 "
            "(KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1",
            "Safari – iPhone",
        ),
        (f"{_WINDOWS} Chrome/156.0 Safari/537.36 Edg/156.0", "Edge – Windows"),
        (f"{_WINDOWS} Element/1.12 Chrome/140 Electron/38", "Element – Windows"),
        ("curl/8.0", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_names(agent: str, name: str) -> None:
    assert browser_name(agent) == name
