"""A patient's name is planted wherever people may write it: it turns up nowhere in clear."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.real.matrix.delivery.conftest import BotMaker
from tests.real.matrix.delivery.people import echoes, someone
from tests.real.servers import RunningHomeserver

pytestmark = pytest.mark.real


async def test_a_planted_name_is_found_nowhere(
    homeserver: RunningHomeserver, tmp_path: Path, new_bot: BotMaker
) -> None:
    name = f"Zélie{os.urandom(6).hex()}"
    bot = await new_bot()
    await bot.start()
    async with (
        someone(homeserver, tmp_path, "alice") as alice,
        someone(homeserver, tmp_path, "bruno") as bruno,
    ):
        (direct,) = await alice.open_rooms(1, bot.user_id)
        shared = await alice.open_direct(bot.user_id, bruno.user_id)
        await alice.wait_joined(shared, bot.user_id)
        await alice.wait_joined(shared, bruno.user_id)
        await alice.say_all(direct, [f"avis pour {name}", f"panne de {name}", f"note {name}"])
        await alice.say(shared, f"qui suit {name} ?")
        await bruno.say(shared, f"je suis {name}")
        await alice.listen_until(2, rooms=[direct])
        await bruno.listen_until(2, rooms=[shared])
        assert alice.texts(direct)[0] == echoes([f"avis pour {name}"])[0]
        # And still waiting at the end: the homeserver is not asked any more.
        await bot.end()
        await alice.say(direct, f"encore {name}")
        await alice.wait_all_left()

    tail = name.removeprefix("Zélie").encode()
    bot_files = [*bot.state.iterdir(), bot.log, *bot.secrets.iterdir()]
    server_files = [path for path in homeserver.state.rglob("*") if path.is_file()]
    assert {"bot.db", "crypto.db", "log.txt", "metrics.txt"} <= {path.name for path in bot_files}
    assert _holders(bot_files, tail) == []
    assert _holders(server_files, tail) == []
    # The search finds what is in clear, in each of these places.
    assert _holders(bot_files, bot.user_id.encode()) != []
    assert {path.name for path in _holders(bot_files, b"cercle_messages_handled")} == {
        "metrics.txt"
    }
    assert _holders(server_files, shared.encode()) != []
    assert _holders([bot.log], b"handling_failed") == [bot.log]


def _holders(files: Iterable[Path], needle: bytes) -> list[Path]:
    """The files in which `needle` is, as such or in base64, at whatever offset."""
    needles = [needle, *(_base64_core(needle, shift) for shift in range(3))]
    return [path for path in files if any(one in path.read_bytes() for one in needles)]


def _base64_core(needle: bytes, shift: int) -> bytes:
    """What every base64 text of something with `needle` at an offset ≡ `shift` (mod 3) holds."""
    encoded = base64.b64encode(b"\0" * shift + needle)
    return encoded[4 if shift else 0 : len(encoded) - 4]
