"""What an independent client, set to exclude insecure devices, sees of the directory bot."""

from __future__ import annotations

import asyncio
import itertools
import string
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Protocol
from uuid import uuid4

import pytest
import pytest_asyncio

from tests.real.judge.judge import WITHHELD, Isolation, Judge
from tests.real.judge.seen import Seen
from tests.real.judge.territory import JudgedTerritory, judged_territory

pytestmark = pytest.mark.real

# So many of the words are said after the last death, whatever is answered by then.
_HELD_BACK = 40


class Arrive(Protocol):
    async def __call__(self, *, signed: bool = True, isolation: Isolation = "signed") -> Judge: ...


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def territory(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[JudgedTerritory]:
    """A territory of this module's own: its server is restarted, its bot killed and wiped."""
    async with judged_territory(tmp_path_factory.mktemp("judged")) as judged:
        yield judged


@pytest_asyncio.fixture
async def arrive(territory: JudgedTerritory) -> AsyncIterator[Arrive]:
    """Makes a professional with a device, who leaves at the end of the test."""
    async with AsyncExitStack() as stack:

        async def come(*, signed: bool = True, isolation: Isolation = "signed") -> Judge:
            name = f"pro-{uuid4().hex[:8]}"
            await territory.add_professional(name, "pw")
            judge = await stack.enter_async_context(Judge())
            return await judge.login(
                territory.server.url, name, "pw", signed=signed, isolation=isolation
            )

        yield come


@pytest.fixture
def annuaire(territory: JudgedTerritory) -> str:
    """The bot's user id."""
    return territory.assistants.annuaire


async def call(judge: Judge, bot: str) -> str:
    """Open a conversation with the bot."""
    room = await judge.create_room(invite=[bot], direct=True)
    await judge.wait_membership(room, bot)
    return room


async def ask(judge: Judge, room: str, bot: str, question: str, expected: str) -> Seen:
    await judge.say(room, question)
    return await judge.wait_message(room, bot, contains=expected, timeout=120)


def invented_words(count: int) -> list[str]:
    """Words that name nobody, each of which comes back in its answer."""
    endings = itertools.product("bcdfgh", string.ascii_lowercase, "kqwxz")
    return ["zx" + "".join(letters) for letters in itertools.islice(endings, count)]


def answered(judge: Judge, room: str, bot: str, words: list[str]) -> Counter[str]:
    """How often each of `words` came back from the bot."""
    texts = [seen.text for seen in judge.seen_so_far(room) if seen.sender == bot]
    return Counter(word for word in words for text in texts if f"« {word} »" in plain(text))


async def nothing_more(judge: Judge, room: str, bot: str) -> None:
    """Return once whatever the bot had still to say there is said: it says things in order."""
    await ask(judge, room, bot, "zxfin", "zxfin")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


async def test_it_converses_both_ways_and_nothing_is_wrong_with_it(
    arrive: Arrive, annuaire: str
) -> None:
    judge = await arrive()
    room = await call(judge, annuaire)

    answer = await ask(judge, room, annuaire, "pharmacie", "répons")

    assert answer.flawless
    [device] = await judge.device_status(annuaire)
    assert device.signed_by_owner
    assert not (await judge.user_status(annuaire)).needs_user_approval


async def test_killed_amid_two_hundred_messages_it_answers_each_once(
    arrive: Arrive, annuaire: str, territory: JudgedTerritory
) -> None:
    judge, words = await arrive(), invented_words(200)
    room = await call(judge, annuaire)
    await ask(judge, room, annuaire, "aide", "Écrivez qui vous cherchez")

    died_twice = asyncio.Event()

    async def kill_twice() -> None:
        """In a steady flow, then in the burst that follows the first restart."""
        for moment in (words[60], words[100]):
            await judge.wait_message(room, annuaire, contains=moment, timeout=240)
            territory.assistants.kill()
            if moment == words[100]:
                died_twice.set()
            await asyncio.sleep(1)
            await territory.assistants.start()

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(kill_twice())
        for word in words[:-_HELD_BACK]:
            await judge.say(room, word)
        await died_twice.wait()
        for word in words[-_HELD_BACK:]:
            await judge.say(room, word)
    for word in words:
        await judge.wait_message(room, annuaire, contains=word, timeout=240)
    await nothing_more(judge, room, annuaire)

    assert answered(judge, room, annuaire, words) == Counter(words)
    assert all(seen.flawless for seen in judge.seen_so_far(room) if seen.sender == annuaire)


async def test_it_goes_on_after_the_homeserver_restarted(
    arrive: Arrive, annuaire: str, territory: JudgedTerritory
) -> None:
    judge = await arrive()
    room = await call(judge, annuaire)
    await ask(judge, room, annuaire, "aide", "Écrivez qui vous cherchez")

    await territory.server.process.restart()
    answer = await ask(judge, room, annuaire, "zxbkq", "zxbkq")

    assert answer.flawless


async def test_a_wiped_disk_is_restored_and_nobody_notices(
    arrive: Arrive, annuaire: str, territory: JudgedTerritory
) -> None:
    judge = await arrive()
    room = await call(judge, annuaire)
    said = await judge.say(room, "zxavant")
    await judge.wait_message(room, annuaire, contains="zxavant", timeout=120)
    [before] = await judge.device_status(annuaire)
    await territory.assistants.wait_backed_up(room, said)

    territory.assistants.kill()
    territory.assistants.wipe()
    await judge.say(room, "zxpendant")
    await territory.assistants.start()

    meanwhile = await judge.wait_message(room, annuaire, contains="zxpendant", timeout=120)
    after = await ask(judge, room, annuaire, "zxapres", "zxapres")
    await nothing_more(judge, room, annuaire)
    assert meanwhile.flawless
    assert after.flawless
    words = ["zxavant", "zxpendant", "zxapres"]
    assert answered(judge, room, annuaire, words) == Counter(words)
    assert not (await judge.user_status(annuaire)).needs_user_approval
    await judge.wait_devices(
        annuaire,
        lambda seen: (
            [one.signed_by_owner for one in seen] == [True]
            and seen[0].device_id != before.device_id
        ),
    )


async def test_an_unsigned_device_gets_no_key_and_no_answer_and_is_told_why(
    arrive: Arrive, annuaire: str
) -> None:
    signed, unsigned = await arrive(), await arrive(signed=False, isolation="all")
    room = await signed.create_room(invite=[annuaire, unsigned.user_id])
    await signed.wait_membership(room, annuaire)
    await unsigned.wait_invitation()
    await unsigned.join(room)
    await signed.wait_membership(room, unsigned.user_id)

    await unsigned.say(room, "!annuaire pharmacie")
    told = await unsigned.wait_message(room, annuaire, contains="vérifi")
    answer = await ask(signed, room, annuaire, "!annuaire zxbkq", "zxbkq")
    withheld = await unsigned.wait_failure(room, WITHHELD, annuaire)

    assert not told.encrypted
    assert answer.flawless
    assert withheld.event_id == answer.event_id
    read = [s for s in unsigned.seen_so_far(room) if s.sender == annuaire and not s.failure]
    assert read == [told]
