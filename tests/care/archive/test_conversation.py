"""Files are found wherever an event shows them, and nowhere else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from care.archive.conversation import (
    addresses_in,
    attachment_of,
    ending_of,
    render_event,
    uses_of,
)
from care.archive.model import Media
from tests.care.archive.kept_circle import NURSE, file, said, text

_FILE, _THUMB = "mxc://cercle.test/a", "mxc://cercle.test/b"


def test_thumbnails_and_corrections_count() -> None:
    content = {
        "m.new_content": {"file": {"url": _FILE}},
        "info": {"thumbnail_file": {"url": _THUMB}},
        "body": "mxc://cercle.test/c",
    }
    assert uses_of(said(1, content)) == {Media(_FILE, NURSE), Media(_THUMB, NURSE)}


@pytest.mark.parametrize(
    "address",
    ["https://cercle.test/a", "mxc://a", "mxc://a/b/c", "mxc:///b", 3, None, ["mxc://a/b"]],
)
def test_what_is_no_file_of_a_homeserver_is_not_one(address: Any) -> None:
    assert uses_of(said(1, {"url": address})) == set()


def test_clear_events_delete_nothing_but_protect() -> None:
    clear = said(1, {"url": _FILE}, encrypted=False)
    assert uses_of(clear) == set()
    assert addresses_in(clear) == {_FILE}


def test_hostile_depth_is_survived() -> None:
    deep: Any = {"url": _FILE}
    for _ in range(500):
        deep = {"a": [deep]}
    assert uses_of(said(1, deep)) == set()


def test_only_a_message_has_an_attachment() -> None:
    assert attachment_of(text(1, "x")) is None
    assert attachment_of(file(1, _FILE)) is not None


@pytest.mark.parametrize(
    ("name", "ending"),
    [("plaie.PNG", ".png"), ("a.tar.gz", ".gz"), ("../../x", ""), ("x./etc", ""), ("a.b c", ""),
     ("compte rendu", ""), ("a.éxe", "")],
)  # fmt: skip
def test_an_ending_is_safe_or_none(name: str, ending: str) -> None:
    assert ending_of({"body": name}) == ending


def test_a_line_is_one_line() -> None:
    line = render_event(text(1, "deux\nlignes"), file="media/000001")
    assert line.count(b"\n") == 1
    told = json.loads(line)
    assert told["file"] == "media/000001"
    assert "unread" not in told
