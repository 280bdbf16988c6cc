"""What is said, as Matrix clients expect it."""

from __future__ import annotations

from typing import Any

import pytest

from care.matrix.content import edit_content, file_content, say_content
from care.runtime.outgoing import Address, Say, SendFile

_HERE = Address(room_id="!salle:test")


def _said(**more: Any) -> dict[str, Any]:
    return say_content(Say(_HERE, "Bonjour Alice", **more))


def test_nobody_is_rung_unless_named() -> None:
    assert _said()["m.mentions"] == {}
    mentions = ("@alice:test", "@bruno:test")
    assert _said(mentions=mentions)["m.mentions"] == {"user_ids": list(mentions)}


def test_structured_content_and_form() -> None:
    content = _said(html="<b>Bonjour</b>", notice=True, data={"fr.cercle.x": 1})
    assert content["msgtype"] == "m.notice"
    assert content["formatted_body"] == "<b>Bonjour</b>"
    assert content["fr.cercle.x"] == 1
    assert "m.relates_to" not in content


@pytest.mark.parametrize(
    ("more", "relation"),
    [
        ({"in_reply_to": "$a"}, {"m.in_reply_to": {"event_id": "$a"}}),
        (
            {"thread": "$t"},
            {
                "rel_type": "m.thread",
                "event_id": "$t",
                "m.in_reply_to": {"event_id": "$t"},
                "is_falling_back": True,
            },
        ),
        (
            {"thread": "$t", "in_reply_to": "$a"},
            {"rel_type": "m.thread", "event_id": "$t", "m.in_reply_to": {"event_id": "$a"}},
        ),
    ],
)
def test_answers_and_threads(more: dict[str, str], relation: dict[str, Any]) -> None:
    assert _said(**more)["m.relates_to"] == relation
    sent = SendFile(_HERE, "a.pdf", "application/pdf", b"", **more)
    assert file_content(sent, 0, {})["m.relates_to"] == relation


def test_an_edit_keeps_its_whole_text_and_only_one_relation() -> None:
    edited = edit_content(_said(thread="$t", html="<i>x</i>", mentions=("@a:test",)), "$avant")
    assert edited["m.relates_to"] == {"rel_type": "m.replace", "event_id": "$avant"}
    new = edited["m.new_content"]
    assert (new["body"], new["formatted_body"]) == ("Bonjour Alice", "<i>x</i>")
    assert edited["body"] == "* Bonjour Alice"
    assert "m.relates_to" not in new
    assert edited["m.mentions"] == new["m.mentions"] == {"user_ids": ["@a:test"]}


@pytest.mark.parametrize(
    ("media_type", "msgtype"),
    [("application/pdf", "m.file"), ("image/jpeg", "m.image"), ("audio/ogg", "m.file")],
)
def test_a_file_is_shown_with_its_caption_or_its_name(media_type: str, msgtype: str) -> None:
    sent = SendFile(_HERE, "cr.x", media_type, b"", data={"fr.cercle.x": 1})
    content = file_content(sent, 12, {"url": "mxc://a/b", "v": "v2"})
    assert (content["msgtype"], content["body"], content["filename"]) == (msgtype, "cr.x", "cr.x")
    assert content["info"] == {"mimetype": media_type, "size": 12}
    assert content["file"] == {"url": "mxc://a/b", "v": "v2"}
    assert content["fr.cercle.x"] == 1
    named = SendFile(_HERE, "cr.x", media_type, b"", text="Compte rendu")
    assert file_content(named, 0, {})["body"] == "Compte rendu"
