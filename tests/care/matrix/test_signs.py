"""What happens in a room besides messages, from a server that may say anything."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.matrix.model import Arrival, Departure, Erased, Happening, Person, Reaction
from care.matrix.signs import is_sign, read_sign, strip_sign

BOT, ALICE, BRUNO, ROOM = "@bot:test", "@alice:test", "@bruno:test", "!salle:test"
NAMES = {ALICE: "Alice EXEMPLE"}
AT = datetime(2030, 1, 7, 8, 15, tzinfo=UTC)


def event(type_: str, sender: str = ALICE, **more: Any) -> dict[str, Any]:
    stamp = int(AT.timestamp() * 1000)
    base = {"type": type_, "event_id": "$1", "sender": sender, "origin_server_ts": stamp}
    return {**base, "content": {}, **more}


def reaction(key: Any, target: Any = "$0", **more: Any) -> dict[str, Any]:
    relation = {"rel_type": "m.annotation", "event_id": target, "key": key}
    return event("m.reaction", content={"m.relates_to": relation}, **more)


def member(before: str | None, after: str, who: str = BRUNO, sender: str = ALICE) -> dict[str, Any]:
    content = {"membership": after, "displayname": "Bruno CANARI", "reason": "CANARI"}
    unsigned = {} if before is None else {"prev_content": {**content, "membership": before}}
    return event("m.room.member", sender, state_key=who, content=content, unsigned=unsigned)


def told(source: dict[str, Any]) -> Happening | None:
    """What is told of an event once it went through the inbox."""
    assert is_sign(source, BOT)
    kept = orjson.dumps(strip_sign(source))
    assert b"CANARI" not in kept
    return read_sign(ROOM, orjson.loads(kept), NAMES, direct=False)


def test_an_emoji() -> None:
    of_alice = Person(ALICE, "Alice EXEMPLE")
    expected = Reaction("$1", ROOM, of_alice, "$0", "✅", AT, direct=False)
    assert told(reaction("✅")) == expected
    assert told(reaction("C" * 65)) is None
    assert told(reaction("")) is None
    assert told(reaction({"a": 1})) is None


@pytest.mark.parametrize("before", [None, "leave", "invite", "ban", "knock"])
def test_an_arrival(before: str | None) -> None:
    assert told(member(before, "join", sender=BRUNO)) == Arrival("$1", ROOM, Person(BRUNO), AT)


@pytest.mark.parametrize(("before", "was_in"), [("join", True), ("invite", False)])
@pytest.mark.parametrize("after", ["leave", "ban"])
def test_a_departure(before: str, after: str, was_in: bool) -> None:
    expected = Departure("$1", ROOM, Person(BRUNO), ALICE, AT, was_in)
    assert told(member(before, after)) == expected


@pytest.mark.parametrize(
    "said", [{"redacts": "$0"}, {"content": {"redacts": "$0", "reason": "CANARI"}}]
)
def test_an_erasure_in_rooms_of_any_version(said: dict[str, Any]) -> None:
    assert told(event("m.room.redaction", **said)) == Erased("$1", ROOM, "$0", ALICE, AT)


@pytest.mark.parametrize(
    "source",
    [
        member("join", "join"),
        member("leave", "invite"),
        member("leave", "ban"),
        member(None, "leave"),
        member("leave", "join", who=BOT),
        member("join", "leave", who=BOT),
        reaction("✅", sender=BOT),
        reaction("✅", target=None),
        reaction("✅", state_key=""),
        event("m.reaction"),
        event("m.reaction", content={"m.relates_to": "x"}),
        event("m.room.redaction"),
        event("m.room.redaction", BOT, redacts="$0"),
        event("m.room.message"),
        event("m.room.encrypted"),
        event("m.room.topic", state_key=""),
    ],
)
def test_what_is_none_of_it(source: dict[str, Any]) -> None:
    assert not is_sign(source, BOT)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(
    st.sampled_from(["m.reaction", "m.room.redaction", "m.room.member"]),
    st.fixed_dictionaries(
        {},
        optional={
            "m.relates_to": _json | st.fixed_dictionaries({"event_id": _json, "key": _json}),
            "membership": _json,
            "redacts": _json,
        },
    ),
    _json,
    _json,
)
def test_no_content_of_a_stranger_breaks_us(
    type_: str, content: dict[str, Any], redacts: Any, stamp: Any
) -> None:
    source = event(type_, content=content, redacts=redacts, origin_server_ts=stamp)
    if type_ == "m.room.member":
        source["state_key"] = BRUNO
    if is_sign(source, BOT):
        read_sign(ROOM, strip_sign(source), NAMES, direct=True)
