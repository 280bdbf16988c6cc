"""What is asked to be sent survives its way through the database, unchanged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from care.access.act import RoomKind
from care.runtime.outgoing import (
    LARGEST_FILE,
    OUTGOING,
    Address,
    ClearNotice,
    Erase,
    Invite,
    OpenRoom,
    Outgoing,
    Pin,
    React,
    Remove,
    Say,
    SendFile,
    SetReadOnly,
    ShowPage,
)

_words = st.text(st.characters(exclude_categories=["Cs"]))
_addresses = (
    st.builds(Address, room_id=_words.filter(bool))
    | st.builds(Address, key=_words.filter(bool))
    | st.builds(Address, person=_words.filter(bool))
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
    mentions=st.lists(_words, max_size=3).map(tuple),
    thread=st.none() | _words,
    verb=st.just("say"),
)
_opened = st.builds(
    OpenRoom,
    key=_words.filter(bool),
    people=st.lists(_words, max_size=3).map(tuple),
    name=st.none() | _words,
    direct=st.booleans(),
    step_back=st.booleans(),
    kind=st.sampled_from(RoomKind),
    verb=st.just("open_room"),
)
_reacted = st.builds(React, to=_addresses, event_id=_words, emoji=_words, verb=st.just("react"))
_warned = st.builds(ClearNotice, to=_addresses, text=_words, verb=st.just("clear_notice"))

_filed = st.builds(
    SendFile,
    to=_addresses,
    name=_words,
    media_type=_words,
    content=st.just(b""),
    text=_words,
    verb=st.just("send_file"),
)
_done = (
    st.builds(Invite, to=_addresses, person=_words, verb=st.just("invite"))
    | st.builds(Remove, to=_addresses, person=_words, verb=st.just("remove"))
    | st.builds(Pin, to=_addresses, sent=st.lists(_words).map(tuple), verb=st.just("pin"))
    | st.builds(SetReadOnly, to=_addresses, read_only=st.booleans(), verb=st.just("set_read_only"))
    | st.builds(
        ShowPage,
        to=_addresses,
        widget=_words,
        name=_words,
        url=_words,
        verb=st.just("show_page"),
    )
    | st.builds(Erase, to=_addresses, event_id=_words, verb=st.just("erase"))
)


@given(_said | _filed | _opened | _done | _reacted | _warned)
def test_written_and_read_back_is_the_same(outgoing: Outgoing) -> None:
    assert OUTGOING.validate_json(OUTGOING.dump_json(outgoing)) == outgoing


def test_a_conversation_is_one_lane_and_two_are_two() -> None:
    by_key, by_room, by_person = Address(key="!a"), Address(room_id="!a"), Address(person="!a")
    assert by_key.lane == Address(key="!a").lane
    assert len({by_key.lane, by_room.lane, by_person.lane}) == 3
    assert OpenRoom(key="!a", people=()).to.lane == by_key.lane


def test_an_address_of_nobody_is_refused() -> None:
    for nowhere in ({}, {"room_id": ""}, {"key": ""}, {"person": ""}):
        with pytest.raises(ValueError, match="needs a room, a key or"):
            Address(**nowhere)


def test_a_message_that_cannot_be_read_back_is_not_quoted() -> None:
    with pytest.raises(ValidationError) as unreadable:
        OUTGOING.validate_json(b'{"verb":"say","to":{"key":"k"},"text":["CANARI"]}')
    assert "CANARI" not in str(unreadable.value)


def test_a_file_is_bounded_and_its_content_never_shown() -> None:
    file = SendFile(Address(key="k"), "a.pdf", "application/pdf", b"x" * LARGEST_FILE)
    assert len(repr(file)) < 300
    with pytest.raises(ValueError, match="too large"):
        SendFile(Address(key="k"), "a.pdf", "application/pdf", b"x" * (LARGEST_FILE + 1))
