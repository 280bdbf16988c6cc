"""Words out of a decrypted event."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.matrix.decryption import Decrypted
from care.matrix.model import IncomingMessage
from care.matrix.reading import LONGEST_TEXT, NotAMessage, read_message
from care.matrix.rooms import RoomView

BOT, ALICE, ROOM = "@bot:test", "@alice:test", "!salle:test"
DIRECT = RoomView(True, {ALICE: "Alice", BOT: "Annuaire"})


def read(
    content: dict[str, Any],
    outside: dict[str, Any] | None = None,
    *,
    type_: str = "m.room.message",
    view: RoomView = DIRECT,
) -> IncomingMessage:
    event = {
        "event_id": "$un",
        "sender": ALICE,
        "origin_server_ts": 1_800_000_000_500,
        "content": outside or {},
    }
    return read_message(ROOM, event, Decrypted(type_, content), view)


def text(body: Any, **changes: Any) -> dict[str, Any]:
    return {"msgtype": "m.text", "body": body, **changes}


def reply(target: str) -> dict[str, Any]:
    return {"m.relates_to": {"m.in_reply_to": {"event_id": target}}}


def test_a_message_is_read_with_its_sender_place_and_time() -> None:
    message = read(text("  bonjour\n"))
    assert (message.text, message.room_id, message.event_id) == ("bonjour", ROOM, "$un")
    assert (message.sender.user_id, message.sender.display_name) == (ALICE, "Alice")
    assert message.sent_at == datetime.fromtimestamp(1_800_000_000.5, UTC)
    assert (message.direct, message.edits, message.in_reply_to) == (True, None, None)


@pytest.mark.parametrize("inside", [True, False])
def test_a_reply_is_read_without_what_it_quotes(inside: bool) -> None:
    body = "> <@bot:test> une liste\n> de noms\n\ncontacter 2"
    message = read(text(body, **reply("$q"))) if inside else read(text(body), reply("$q"))
    assert (message.text, message.in_reply_to) == ("contacter 2", "$q")


def test_what_looks_like_a_quotation_is_kept_when_it_answers_nothing() -> None:
    assert read(text("> 3 ans")).text == "> 3 ans"


def test_an_edit_names_what_it_replaces() -> None:
    relation = {"m.relates_to": {"rel_type": "m.replace", "event_id": "$avant"}}
    assert read(text("* bonjour", **relation)).edits == "$avant"


@pytest.mark.parametrize("msgtype", ["m.image", "m.file"])
def test_a_file_comes_with_its_caption_or_its_name(msgtype: str) -> None:
    named = read(text("plaies.pdf", msgtype=msgtype))
    assert (named.text, named.content["msgtype"]) == ("plaies.pdf", msgtype)
    captioned = read(text("Protocole plaies", msgtype=msgtype, filename="p.pdf"))
    assert (captioned.text, captioned.content["filename"]) == ("Protocole plaies", "p.pdf")


@pytest.mark.parametrize("msgtype", ["m.location", "m.notice", None, 3])
def test_what_is_not_written_words_is_no_message(msgtype: Any) -> None:
    with pytest.raises(NotAMessage):
        read(text("photo", msgtype=msgtype))


def test_another_event_is_no_message() -> None:
    with pytest.raises(NotAMessage):
        read(text("x"), type_="m.poll.start")


def test_a_very_long_text_is_cut() -> None:
    assert len(read(text("a" * 100_000)).text) == LONGEST_TEXT


def test_a_room_of_three_is_not_direct() -> None:
    third = RoomView(True, {ALICE: "", BOT: ""}, {"@carol:test": ""})
    assert not read(text("un"), view=third).direct


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=2)
            | st.dictionaries(
                st.sampled_from(["m.in_reply_to", "rel_type", "event_id", "x"]), inner, max_size=3
            )
        ),
    ),
    st.none() | st.integers() | st.text(max_size=9) | st.lists(st.integers(), max_size=2),
)
def test_a_strange_relation_or_body_does_not_stop_the_reading(relation: Any, body: Any) -> None:
    message = read(text(body, **{"m.relates_to": relation}))
    assert isinstance(message.text, str)
    assert message.in_reply_to is None or isinstance(message.in_reply_to, str)
