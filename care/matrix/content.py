"""The clear content of what we say, before it is encrypted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from care.matrix.http import Json
from care.runtime.outgoing import Message, Say, SendFile


def say_content(say: Say) -> Json:
    """The content of `say`: text always complete, nobody rung who is not named in `mentions`."""
    content: Json = {
        "msgtype": "m.notice" if say.notice else "m.text",
        "body": say.text,
        # Without this, clients ring whoever is named in the text.
        "m.mentions": {"user_ids": list(say.mentions)} if say.mentions else {},
        **say.data,
    }
    if say.html is not None:
        content |= {"format": "org.matrix.custom.html", "formatted_body": say.html}
    return content | _relation(say)


def file_content(sent: SendFile, size: int, encrypted: Mapping[str, Any]) -> Json:
    """The content that shows a file, which is kept as `encrypted` (`EncryptedFile`) says."""
    content: Json = {
        "msgtype": "m.image" if sent.media_type.startswith("image/") else "m.file",
        "body": sent.text or sent.name,
        "filename": sent.name,
        "info": {"mimetype": sent.media_type, "size": size},
        "file": dict(encrypted),
        "m.mentions": {},
        **sent.data,
    }
    return content | _relation(sent)


def edit_content(content: Json, target: str) -> Json:
    """`content` as a replacement of the event `target` (Matrix spec, event replacements)."""
    new = {name: value for name, value in content.items() if name != "m.relates_to"}
    edited = {**new, "body": f"* {content['body']}", "m.new_content": new}
    if "formatted_body" in new:
        edited["formatted_body"] = f"* {new['formatted_body']}"
    return {**edited, "m.relates_to": {"rel_type": "m.replace", "event_id": target}}


def _relation(message: Message) -> Json:
    """Answer and thread (Matrix spec, rich replies and threading)."""
    relation: Json = {}
    if message.thread is not None:
        relation = {"rel_type": "m.thread", "event_id": message.thread}
    answered = message.in_reply_to or message.thread
    if answered is not None:
        relation["m.in_reply_to"] = {"event_id": answered}
    if message.thread is not None and message.in_reply_to is None:
        relation["is_falling_back"] = True  # what clients without threads show as an answer
    return {"m.relates_to": relation} if relation else {}
