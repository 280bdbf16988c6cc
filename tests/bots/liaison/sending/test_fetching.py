"""Files are opened before they are needed, and what is shown becomes what may be sent."""

from __future__ import annotations

from typing import Any

import pytest

from bots.liaison.sending.desk import Source
from bots.liaison.sending.fetching import Fetcher, piece_of
from care.dispatches.model import File
from care.matrix.model import IncomingMessage, Person
from care.runtime.errors import Refusal
from tests.bots.liaison.sending.town import Files
from tests.care.dispatches.territory import IDA, START


def message(event_id: str = "$1", **content: Any) -> IncomingMessage:
    """Something that Ida showed."""
    text = str(content.get("body", ""))
    return IncomingMessage(event_id, "!room", Person(IDA), text, False, START, content=content)


def shown(**more: Any) -> IncomingMessage:
    """A picture."""
    return message(
        msgtype="m.image", body="a.jpg", url="mxc://test/a.jpg", info={"mimetype": "image/jpeg"}
    ) if not more else message(**more)  # fmt: skip


def test_a_file_has_a_name_and_perhaps_a_caption() -> None:
    bare = piece_of(shown())
    assert (bare.name, bare.text, bare.media_type) == ("a.jpg", "", "image/jpeg")
    told = piece_of(message(msgtype="m.file", body="la plaie", filename="a.jpg", info="strange"))
    assert (told.name, told.text, told.media_type) == (
        "a.jpg", "la plaie", "application/octet-stream",
    )  # fmt: skip
    words = piece_of(message(msgtype="m.text", body="mots"))
    assert (words.text, words.is_file) == ("mots", False)


async def test_a_file_is_there_for_the_message_that_asked() -> None:
    files = Files()
    files.known["mxc://test/a.jpg"] = b"abc"
    fetcher, piece = Fetcher(files), piece_of(shown())
    await fetcher.fetch(message("$ask", body="!envoyer"), piece)
    files.known.clear()
    await fetcher.fetch(message("$ask", body="!envoyer"), piece)
    for _ in range(2):  # a unit of work may be tried again
        source = fetcher.take("$ask", piece)
        assert source == Source(piece, File("a.jpg", "image/jpeg", b"abc"))


async def test_one_that_cannot_be_had_is_refused_and_words_need_none() -> None:
    fetcher, piece = Fetcher(Files()), piece_of(shown())
    await fetcher.fetch(message("$ask", body="!envoyer"), piece)
    for event in ("$ask", "$never"):
        with pytest.raises(Refusal, match="dispatch-file-unreadable"):
            fetcher.take(event, piece)
    words = piece_of(message(msgtype="m.text", body="mots"))
    assert fetcher.take("$ask", words) == Source(words)
    assert fetcher.take("$ask", None) == Source()


async def test_only_a_few_are_kept() -> None:
    files = Files()
    files.known["mxc://test/a.jpg"] = b"abc"
    fetcher, piece = Fetcher(files), piece_of(shown())
    for number in range(9):
        await fetcher.fetch(message(f"${number}", body="!envoyer"), piece)
    assert fetcher.take("$8", piece).file is not None
    with pytest.raises(Refusal):
        fetcher.take("$0", piece)
