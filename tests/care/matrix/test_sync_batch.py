"""What an answer of `/sync` is reduced to."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from care.matrix.model import Receipt
from care.matrix.sync_batch import (
    RoomUpdate,
    events_for_us,
    history_filter,
    read_sync,
    sync_filter,
)

BOT, ALICE, ROOM = "@bot:test", "@alice:test", "!salle:test"


def member(user_id: str, membership: str, before: str | None = None) -> dict[str, Any]:
    event: dict[str, Any] = {
        "type": "m.room.member",
        "state_key": user_id,
        "sender": user_id,
        "content": {"membership": membership},
    }
    if before is not None:
        event["unsigned"] = {"prev_content": {"membership": before}}
    return event


def said(name: str, sender: str = ALICE, **changes: Any) -> dict[str, Any]:
    content = {"ciphertext": "x"}
    return {
        "type": "m.room.encrypted",
        "event_id": f"${name}",
        "sender": sender,
        "content": content,
        **changes,
    }


def names(events: list[dict[str, Any]]) -> list[str]:
    return [event["event_id"] for event in events_for_us(events, BOT)]


def test_an_empty_answer_is_quiet() -> None:
    batch = read_sync({"next_batch": "s1"}, BOT)
    assert (batch.next_batch, batch.is_quiet, batch.one_time_keys) == ("s1", True, None)


@pytest.mark.parametrize(
    "part",
    [
        {"to_device": {"events": [{}]}},
        {"device_lists": {"changed": [ALICE]}},
        {"device_lists": {"left": [ALICE]}},
        {"rooms": {"join": {ROOM: {}}}},
        {"rooms": {"leave": {ROOM: {}}}},
        {"rooms": {"invite": {ROOM: {}}}},
    ],
)
def test_whatever_needs_keeping_is_not_quiet(part: dict[str, Any]) -> None:
    assert not read_sync({"next_batch": "s1", **part}, BOT).is_quiet


def test_people_we_meet_no_more_count_as_changed() -> None:
    lists = {"changed": [ALICE], "left": ["@bob:test"]}
    batch = read_sync({"next_batch": "s1", "device_lists": lists}, BOT)
    assert batch.changed == [ALICE, "@bob:test"]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [({}, None), ({"signed_curve25519": 0}, 0), ({"signed_curve25519": 7}, 7)],
)
def test_one_time_keys_are_counted_when_told(counts: dict[str, int], expected: int | None) -> None:
    answer = {"next_batch": "s1", "device_one_time_keys_count": counts}
    assert read_sync(answer, BOT).one_time_keys == expected


def test_a_room_is_read_with_its_gap_and_our_place() -> None:
    receipt = {"$vu": {"m.read": {BOT: {}}}, "$autre": {"m.read": {ALICE: {}}}}
    room = {
        "state": {"events": [member(ALICE, "join")]},
        "timeline": {"events": [said("un")], "limited": True, "prev_batch": "p"},
        "ephemeral": {"events": [{"type": "m.receipt", "content": receipt}]},
    }
    [update] = read_sync({"next_batch": "s1", "rooms": {"join": {ROOM: room}}}, BOT).joined
    assert (update.room_id, update.limited, update.prev_batch) == (ROOM, True, "p")
    assert update.receipt == "$vu"
    assert [event["state_key"] for event in update.members()] == [ALICE]


def test_only_what_others_said_encrypted_is_for_us() -> None:
    events = [
        said("un"),
        said("nous", BOT),
        said("etat", state_key=""),
        said("vide", content={}),
        {"type": "m.room.message", "event_id": "$clair", "sender": ALICE, "content": {}},
        said("deux"),
    ]
    assert names(events) == ["$un", "$deux"]


def test_what_was_said_before_we_were_invited_is_not_for_us() -> None:
    events = [said("avant"), member(BOT, "invite"), said("pendant"), member(BOT, "join", "invite")]
    assert names([*events, said("après")]) == ["$pendant", "$après"]


def test_what_was_said_before_we_came_uninvited_is_not_for_us() -> None:
    assert names([said("avant"), member(BOT, "join"), said("après")]) == ["$après"]


def test_a_new_name_of_ours_hides_nothing() -> None:
    assert names([said("un"), member(BOT, "join", "join"), said("deux")]) == ["$un", "$deux"]


def test_an_invitation_of_somebody_else_hides_nothing() -> None:
    assert names([said("un"), member(ALICE, "invite"), said("deux")]) == ["$un", "$deux"]


@pytest.mark.parametrize("with_receipts", [True, False])
def test_the_filter_asks_for_no_more_than_is_read(with_receipts: bool) -> None:
    wanted = json.loads(sync_filter(with_receipts=with_receipts))
    assert wanted["presence"] == {"not_types": ["*"]}
    assert (wanted["room"]["ephemeral"] == {"types": ["m.receipt"]}) is with_receipts


def _reaction(name: str, sender: str = ALICE) -> dict[str, Any]:
    relation = {"rel_type": "m.annotation", "event_id": "$x", "key": "👍"}
    return said(name, sender, type="m.reaction", content={"m.relates_to": relation})


def test_an_attentive_reader_is_told_what_happened_since_they_came_in() -> None:
    joined = {**member("@carol:test", "join", "invite"), "event_id": "$entree"}
    events = [
        _reaction("avant"),
        {**member(BOT, "invite"), "event_id": "$i"},
        _reaction("entre"),
        said("question"),
        {**member(BOT, "join", "invite"), "event_id": "$j"},
        _reaction("apres"),
        joined,
        _reaction("nous", BOT),
        said("suite"),
    ]
    assert names(events) == ["$question", "$suite"]
    attentive = [event["event_id"] for event in events_for_us(events, BOT, attentive=True)]
    assert attentive == ["$question", "$apres", "$entree", "$suite"]


def test_only_an_attentive_reader_asks_for_signs_of_the_past() -> None:
    plain, attentive = (json.loads(history_filter(attentive=one)) for one in (False, True))
    assert plain["types"] == ["m.room.encrypted", "m.room.member"]
    assert set(attentive["types"]) == {*plain["types"], "m.reaction", "m.room.redaction"}


def test_the_public_receipts_of_others_are_read() -> None:
    kinds = {"m.read": {ALICE: {"ts": 1000}, BOT: {"ts": 1}}, "m.read.private": {"@b:test": {}}}
    room = {"ephemeral": {"events": [{"type": "m.receipt", "content": {"$e": kinds}}]}}
    [update] = read_sync({"next_batch": "s1", "rooms": {"join": {ROOM: room}}}, BOT).joined
    at = datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)
    assert update.receipts == (Receipt(ROOM, ALICE, "$e", at),)
    assert update.receipt == "$e"


def _with_state(*state: dict[str, Any]) -> RoomUpdate:
    rooms = {"join": {ROOM: {"state": {"events": list(state)}}}}
    [update] = read_sync({"next_batch": "s1", "rooms": rooms}, BOT).joined
    return update


@pytest.mark.parametrize("said", [None, {}, "!b:test", {"room_id": 3}])
def test_a_room_that_replaces_none_says_nothing(said: Any) -> None:
    birth = {"type": "m.room.create", "state_key": "", "content": {"predecessor": said}}
    assert _with_state(birth).predecessor is None
    assert _with_state().replacement is None


def test_a_room_says_what_it_replaces_and_by_what_it_was() -> None:
    before = {"room_id": "!a:test", "event_id": "$x"}
    birth = {"type": "m.room.create", "state_key": "", "content": {"predecessor": before}}
    after = {"replacement_room": "!c:test"}
    end = {"type": "m.room.tombstone", "state_key": "", "content": after}
    update = _with_state(birth, end)
    assert (update.predecessor, update.replacement) == ("!a:test", "!c:test")
    assert _with_state({**end, "content": {"replacement_room": 3}}).replacement is None
