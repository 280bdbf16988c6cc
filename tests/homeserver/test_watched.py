"""A configuration knows which of its keys somebody read."""

from __future__ import annotations

from typing import Any

from homeserver.watched import Watched


def take(**values: Any) -> dict[str, Any]:
    return values


def test_what_nobody_read_is_named_by_its_place() -> None:
    watched = Watched(
        {"read": 1, "unread": 2, "nested": {"read": 1, "typo": 2}, "many": [{"a": 1}, {"b": 2}]}
    )
    assert watched["read"] == 1
    assert watched.get("nested").get("read") == 1
    assert watched["many"][0].pop("a") == 1
    assert watched.unread() == ["unread", "nested.typo", "many[1].b"]


def test_looking_whether_a_key_is_there_is_not_reading_it() -> None:
    watched = Watched({"typo": 1})
    assert "typo" in watched
    assert list(watched) == ["typo"]
    assert watched.unread() == ["typo"]


def test_handing_over_a_whole_section_reads_it() -> None:
    for reading in (
        lambda section: take(**section),
        dict,
        lambda section: list(section.items()),
        lambda section: list(section.values()),
    ):
        watched = Watched({"section": {"a": 1, "b": 2}})
        reading(watched["section"])
        assert watched.unread() == []


def test_keys_that_synapse_adds_for_itself_are_not_ours() -> None:
    watched = Watched({})
    watched.setdefault("federation", {})
    assert watched.unread() == []
