"""What is asked to be sent survives its way through the database, unchanged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from care.runtime.outgoing import OUTGOING, Address, ClearNotice, OpenRoom, Outgoing, React, Say

_words = st.text(st.characters(exclude_categories=["Cs"]))
_addresses = st.builds(Address, room_id=_words.filter(bool)) | st.builds(
    Address, key=_words.filter(bool)
)
_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | _words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_words, inner, max_size=3),
    max_leaves=6,
)
_said = st.builds(
    Say,
    to=_addresses,
    text=_words,
    html=st.none() | _words,
    data=st.dictionaries(_words, _json, max_size=3),
    edits=st.none() | _words,
    notice=st.booleans(),
    in_reply_to=st.none() | _words,
    kind=st.just("say"),
)
_opened = st.builds(
    OpenRoom,
    key=_words.filter(bool),
    people=st.lists(_words, max_size=3).map(tuple),
    name=st.none() | _words,
    direct=st.booleans(),
    step_back=st.booleans(),
    kind=st.just("open_room"),
)
_reacted = st.builds(React, to=_addresses, event_id=_words, emoji=_words, kind=st.just("react"))
_warned = st.builds(ClearNotice, to=_addresses, text=_words, kind=st.just("clear_notice"))


@given(_said | _opened | _reacted | _warned)
def test_written_and_read_back_is_the_same(outgoing: Outgoing) -> None:
    assert OUTGOING.validate_json(OUTGOING.dump_json(outgoing)) == outgoing


def test_a_conversation_is_one_lane_and_two_are_two() -> None:
    by_key, by_room = Address(key="!a"), Address(room_id="!a")
    assert by_key.lane == Address(key="!a").lane != by_room.lane
    assert OpenRoom(key="!a", people=()).to.lane == by_key.lane


def test_an_address_of_nobody_is_refused() -> None:
    for nowhere in ({}, {"room_id": ""}, {"key": ""}):
        with pytest.raises(ValueError, match="needs a room or a key"):
            Address(**nowhere)


def test_a_message_that_cannot_be_read_back_is_not_quoted() -> None:
    with pytest.raises(ValidationError) as unreadable:
        OUTGOING.validate_json(b'{"kind":"say","to":{"key":"k"},"text":["CANARI"]}')
    assert "CANARI" not in str(unreadable.value)
