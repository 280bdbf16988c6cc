"""Open pages hear what changes, once, while they may; what they missed is told on their return."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import delete

from care.accounts.tables import ACCOUNTS
from care.pages.model import PageSession
from care.pages.workflow import topic_of
from care.runtime.clock import ManualClock
from care.runtime.units import UnitOfWork
from tests.widgets.front import BrowserFront, new_browser
from tests.widgets.house import ALICE, BOB, KEYS, House, open_house
from widgets.engine.hub import Stream, rules_of
from widgets.engine.page import Page

CIRCLE = "trial:c1"
ALLOWED = {ALICE, BOB}
BREAKS: set[str] = set()


class Listening:
    """The events of one open page."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self.response = response

    async def next(self) -> dict[str, str]:
        """The next event."""
        found: dict[str, str] = {}
        async for raw in self.response.content:
            line = raw.decode().rstrip("\n")
            if line == "" and found:
                return found
            name, _, value = line.partition(": ")
            if name:
                found[name] = value
        return {"event": "closed"}


def code_in(event: dict[str, str]) -> str:
    """Why a page must stop."""
    return str(json.loads(event["data"])["code"])


@asynccontextmanager
async def listening(
    browser: BrowserFront, topics: list[str], last: int | None = None
) -> AsyncIterator[Listening]:
    """A page that watches; it has heard that it does."""
    async with browser.http.post(
        f"{browser.url}/pages/api/watch",
        json={"topics": topics, "last": last},
        headers={"Origin": browser.url, "Authorization": f"Bearer {browser.token}"},
    ) as response:
        assert response.status == 200, await response.text()
        found = Listening(response)
        assert (await found.next())["event"] == "open"
        yield found


def may_see(_work: UnitOfWork, session: PageSession, _topic: str) -> bool:
    if session.user_id in BREAKS:
        raise ZeroDivisionError
    return session.user_id in ALLOWED


PAGE = Page("trial", {}, topics={"trial": may_see})


@pytest.fixture(autouse=True)
def everybody() -> None:
    ALLOWED.update({ALICE, BOB})
    BREAKS.clear()


@pytest.fixture
async def circle(tmp_path: Path, clock: ManualClock) -> AsyncIterator[House]:
    """Pages that also watch a circle."""
    async with open_house(tmp_path, clock=clock, pages=[PAGE]) as house:
        yield house


@asynccontextmanager
async def entered(house: House, user_id: str = ALICE) -> AsyncIterator[BrowserFront]:
    async with new_browser(house.url) as browser:
        assert (await browser.enter(house.secret(user_id))).status == 200
        yield browser


async def test_a_change_is_heard_by_those_who_watch_it(circle: House) -> None:
    async with entered(circle) as alice, listening(alice, [CIRCLE]) as page:
        circle.publish("trial:c2")
        circle.publish(CIRCLE)
        event = await page.next()
        assert (event["event"], event["data"]) == ("change", '{"topic": "trial:c1"}')


async def test_who_may_not_see_cannot_watch(circle: House) -> None:
    ALLOWED.discard(BOB)
    async with entered(circle, BOB) as bob:
        for topic in (CIRCLE, "unknown:c1", topic_of(KEYS, ALICE)):
            answer = await bob.post("watch", {"topics": [topic]})
            assert (answer.status, answer.code) == (403, "topic-refused")


async def test_a_removed_member_s_page_hears_nothing_more(circle: House) -> None:
    async with (
        entered(circle, BOB) as bob,
        entered(circle) as alice,
        listening(bob, [CIRCLE]) as removed,
        listening(alice, [CIRCLE]) as stays,
    ):
        ALLOWED.discard(BOB)
        circle.publish(CIRCLE)
        event = await removed.next()
        assert (event["event"], code_in(event)) == ("stop", "topic-refused")
        assert (await removed.next())["event"] == "closed"
        assert (await stays.next())["event"] == "change"


async def test_a_page_that_is_disconnected_elsewhere_stops_at_once(circle: House) -> None:
    async with (
        entered(circle) as phone,
        entered(circle) as desk,
        listening(phone, [CIRCLE]) as page,
    ):
        await desk.ask("session/close-others")
        assert code_in(await page.next()) == "session-closed"
        assert (await phone.ask("session/show")).code == "session-closed"


async def test_a_rule_that_breaks_stops_the_page_and_not_the_others(circle: House) -> None:
    async with (
        entered(circle, BOB) as bob,
        entered(circle) as alice,
        listening(bob, [CIRCLE]) as broken,
        listening(alice, [CIRCLE]) as stays,
    ):
        BREAKS.add(BOB)
        circle.publish(CIRCLE)
        assert code_in(await broken.next()) == "unavailable"
        assert (await stays.next())["event"] == "change"
        circle.publish(CIRCLE)
        assert (await stays.next())["event"] == "change"


async def test_who_has_no_account_any_more_hears_nothing(circle: House) -> None:
    async with entered(circle) as alice, listening(alice, [CIRCLE]) as page:
        with circle.units.unit("gone") as work:
            work.connection.execute(delete(ACCOUNTS).where(ACCOUNTS.c.user_id == ALICE))
        circle.publish(CIRCLE)
        assert code_in(await page.next()) == "account-unknown"


async def test_what_was_missed_is_told(circle: House) -> None:
    async with entered(circle) as alice:
        async with listening(alice, [CIRCLE]) as page:
            circle.publish(CIRCLE)
            last = int((await page.next())["id"])
        circle.publish("trial:other")
        circle.publish(CIRCLE)
        async with listening(alice, [CIRCLE], last) as page:
            assert (await page.next())["event"] == "change"


async def test_who_was_away_too_long_loads_everything(circle: House) -> None:
    async with entered(circle) as alice, listening(alice, [CIRCLE], last=999) as page:
        assert (await page.next())["event"] == "reset"


async def test_when_we_stop_pages_are_let_go_at_once(tmp_path: Path) -> None:
    async with new_browser("") as browser:
        async with open_house(tmp_path, pages=[PAGE]) as house:
            browser.url = house.url
            await browser.enter(house.secret())
            held = await browser.http.post(
                f"{house.url}/pages/api/watch",
                json={"topics": [CIRCLE]},
                headers={"Origin": house.url, "Authorization": f"Bearer {browser.token}"},
            )
            page = Listening(held)
            assert (await page.next())["event"] == "open"
            waiting = asyncio.create_task(page.next())
        assert (await waiting)["event"] == "closed"


async def test_an_idle_page_is_told_that_we_live() -> None:
    session = PageSession.__new__(PageSession)
    stream = Stream(session, "pages:own", frozenset())
    blocks = stream.blocks(heartbeat=0.001)
    assert await anext(blocks) == b":\n\n"
    stream.push("change", {"topic": "a:b"}, 7)
    assert await anext(blocks) == b'id: 7\nevent: change\ndata: {"topic": "a:b"}\n\n'


async def test_a_page_that_does_not_read_is_told_to_load_again() -> None:
    stream = Stream(PageSession.__new__(PageSession), "pages:own", frozenset())
    for number in range(500):
        stream.push("change", {"topic": "a:b"}, number)
    blocks = [block async for block in _until_empty(stream)]
    assert b"event: reset" in b"".join(blocks)
    assert len(blocks) <= 200


async def _until_empty(stream: Stream) -> AsyncIterator[bytes]:
    stream.stop("session-closed")
    async for block in stream.blocks():
        yield block


def test_one_name_is_one_rule() -> None:
    assert rules_of([{"a": may_see}, {"a": may_see}, {"b": may_see}]).keys() == {"a", "b"}
    with pytest.raises(ValueError, match="one name"):
        rules_of([{"a": may_see}, {"a": lambda *_: True}])


async def test_many_at_once_each_hear_it(circle: House) -> None:
    async with entered(circle) as alice:

        async def hear() -> str:
            async with listening(alice, [CIRCLE]) as page:
                ready.release()
                return (await page.next())["event"]

        ready = asyncio.Semaphore(0)
        tasks = [asyncio.create_task(hear()) for _ in range(20)]
        for _ in tasks:
            await ready.acquire()
        circle.publish(CIRCLE)
        assert await asyncio.gather(*tasks) == ["change"] * 20


async def test_one_session_does_not_take_all_the_room(circle: House) -> None:
    async with entered(circle) as alice, AsyncExitStack() as windows:
        for _ in range(30):
            await windows.enter_async_context(listening(alice, [CIRCLE]))
        answer = await alice.post("watch", {"topics": [CIRCLE]})
        assert (answer.status, answer.code) == (429, "too-fast")
