"""Files travel sealed, arrive once and whole, and only if they are what was sent."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from care.matrix.http import MatrixError
from care.matrix.media import get_file, put_file
from care.matrix.signing import decode_base64
from care.runtime.errors import PermanentFailure
from care.runtime.outgoing import LARGEST_FILE, Address, SendFile
from tests.real.matrix.delivery.fault_proxy import FaultProxy, fault_proxy
from tests.real.matrix.delivery.people import Someone, events_of, someone
from tests.real.matrix.steward import Steward, steward
from tests.real.servers import RunningHomeserver

pytestmark = pytest.mark.real

_TO = Address(key="circle 1")


@pytest_asyncio.fixture
async def proxy(homeserver: RunningHomeserver) -> AsyncIterator[FaultProxy]:
    async with fault_proxy(homeserver.url) as made:
        yield made


@pytest_asyncio.fixture
async def bot(
    homeserver: RunningHomeserver, proxy: FaultProxy, tmp_path: Path
) -> AsyncIterator[Steward]:
    async with steward(homeserver, tmp_path, url=proxy.url) as made:
        yield made


@pytest_asyncio.fixture
async def alice(homeserver: RunningHomeserver, tmp_path: Path) -> AsyncIterator[Someone]:
    async with someone(homeserver, tmp_path, "alice") as person:
        yield person


def _report(content: bytes, **more: Any) -> SendFile:
    return SendFile(_TO, "compte-rendu.pdf", "application/pdf", content, **more)


async def test_what_was_sent_is_what_is_read_and_the_server_holds_neither_it_nor_its_key(
    homeserver: RunningHomeserver, bot: Steward, alice: Someone
) -> None:
    room = await bot.open_circle("circle 1", alice)
    await alice.listen_until(1)
    thread = alice.heard[room][0].event_id
    canary = os.urandom(8).hex().encode()
    pdf, photo = b"%PDF" + canary + os.urandom(100_000), b"\x89PNG" + os.urandom(2000)
    image = SendFile(_TO, "plaie.png", "image/png", photo, text="Plaie, jour 3", thread=thread)
    assert await bot.done(_report(pdf, data={"fr.cercle.x": 1}), image) == ["sent", "sent"]
    await alice.listen_until(3)
    ((_, first, second),) = alice.heard.values()
    assert first.content["info"] == {"mimetype": "application/pdf", "size": len(pdf)}
    assert (first.text, first.content["fr.cercle.x"]) == ("compte-rendu.pdf", 1)
    assert (second.text, second.content["filename"]) == ("Plaie, jour 3", "plaie.png")
    assert [one.content["msgtype"] for one in (first, second)] == ["m.file", "m.image"]
    assert await get_file(alice.http, first.content) == pdf
    assert await get_file(alice.http, second.content) == photo
    stored = [file for file in homeserver.state.rglob("*") if file.is_file()]
    media = [file.read_bytes() for file in stored if "media" in str(file)]
    assert any(_decrypt(sealed, first.content["file"]) == pdf for sealed in media)
    key = first.content["file"]["key"]["k"].encode()
    assert not any(canary in file.read_bytes() for file in stored)
    assert not any(key in file.read_bytes() for file in stored)


def _decrypt(sealed: bytes, file: dict[str, Any]) -> bytes | None:
    """By another library, as the specification says."""
    if sha256(sealed).digest() != decode_base64(file["hashes"]["sha256"]):
        return None
    padded = file["key"]["k"].replace("-", "+").replace("_", "/")
    mode = modes.CTR(decode_base64(file["iv"]))
    return Cipher(algorithms.AES(decode_base64(padded)), mode).decryptor().update(sealed)


async def test_an_answer_lost_at_any_step_leaves_one_message(
    homeserver: RunningHomeserver, bot: Steward, proxy: FaultProxy, alice: Someone
) -> None:
    room = await bot.open_circle("circle 1", alice)
    proxy.lose_next = ["/upload", "/send/m.room.encrypted", "/upload"]
    ids = await bot.queue(_report(b"un"), _report(b"deux"))
    assert [(await bot.row(one))[0] for one in ids] == ["sent", "sent"]
    await alice.listen_until(3)
    await alice.listen_for(1)
    said = alice.heard[room][1:]
    assert [await get_file(alice.http, one.content) for one in said] == [b"un", b"deux"]
    assert len(await events_of(homeserver, room, bot.user_id)) == 3


async def test_the_largest_file_passes(bot: Steward, alice: Someone) -> None:
    await bot.open_circle("circle 1", alice)
    content = os.urandom(LARGEST_FILE)
    assert await bot.done(_report(content)) == ["sent"]
    await alice.listen_until(2)
    ((_, message),) = alice.heard.values()
    assert await get_file(alice.http, message.content) == content
    with pytest.raises(PermanentFailure, match="too large"):
        await get_file(alice.http, message.content, largest=LARGEST_FILE - 1)


async def test_a_file_refused_for_good_is_told_and_its_content_forgotten(
    bot: Steward, proxy: FaultProxy, alice: Someone
) -> None:
    await bot.open_circle("circle 1", alice)
    proxy.lies["/upload"] = (413, {"errcode": "M_TOO_LARGE", "error": "no"})
    (refused,) = await bot.queue(_report(b"CANARI"))
    assert await bot.row(refused) == ("failed", None)
    assert bot.witness.refused == [(_report(b""), refused)]
    left = await bot._worker.transact(
        lambda c: c.exec_driver_sql("SELECT count(*) FROM outbox_files").scalar()
    )
    assert left == 0


async def test_a_file_that_was_touched_or_is_none_is_not_read(alice: Someone) -> None:
    sound = {"file": await put_file(alice.http, b"contenu")}
    assert await get_file(alice.http, sound) == b"contenu"

    def altered(*way: str, to: Any) -> dict[str, Any]:
        content: dict[str, Any] = deepcopy(sound)
        part = content
        for name in way[:-1]:
            part = part[name]
        part[way[-1]] = to
        return content

    other = await put_file(alice.http, b"autre chose")
    for broken in (
        {},
        {"file": None},
        {"file": []},
        {"url": sound["file"]["url"]},
        altered("file", "hashes", "sha256", to=other["hashes"]["sha256"]),
        altered("file", "url", to=other["url"]),
        altered("file", "url", to="mxc://cercle.test/../../etc/passwd"),
        altered("file", "url", to="https://ailleurs.test/x"),
        altered("file", "hashes", to={}),
        altered("file", "hashes", to=None),
        altered("file", "key", to={"k": "&&&"}),
        altered("file", "key", to={"k": "AAAA"}),
        altered("file", "key", to={"k": 3}),
        altered("file", "iv", to="AAAA"),
        altered("file", "iv", to=None),
    ):
        with pytest.raises(PermanentFailure):
            await get_file(alice.http, broken)
    unknown = altered("file", "url", to="mxc://cercle.test/AAAAAAAAAAAAAAAA")
    with pytest.raises(MatrixError):
        await get_file(alice.http, unknown)
