"""Pages that answer in a process of their own: it says where, then publishes when it is told."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path

from care.accounts.model import Account, AccountKind
from care.accounts.store import save_account
from care.pages.model import PageSession
from care.pages.workflow import open_in_room, topic_of
from care.runtime.units import UnitOfWork
from tests.widgets.house import KEYS, SERVER, House, open_house
from widgets.engine.page import Page
from widgets.engine.tokens import Tokens

SHARED = "shared:all"


def everybody(_work: UnitOfWork, _session: PageSession, _topic: str) -> bool:
    """A topic that all may watch."""
    return True


def open_pages(house: House, count: int) -> list[dict[str, str]]:
    """`count` professionals, each with a page open: their tokens and their own topics."""
    found = []
    for number in range(count):
        user_id = f"@pro{number}:{SERVER}"
        with house.units.unit(f"pro {number}") as work:
            account = Account(user_id, AccountKind.PROFESSIONAL, f"FICTIF {number}")
            save_account(work.connection, account)
            session = open_in_room(work, user_id, None, "Element", "")
            token = Tokens(KEYS).token(session.id, work.now)
        found.append({"token": token, "topic": topic_of(KEYS, user_id)})
    return found


async def serve(count: int) -> None:
    """One line out: where, and who. Then a topic a line in, and the instant of its commit out."""
    with tempfile.TemporaryDirectory() as folder:
        page = Page("shared", {}, topics={"shared": everybody})
        async with open_house(Path(folder), pages=[page]) as house:
            pages = await asyncio.to_thread(open_pages, house, count)
            print(json.dumps({"url": house.url, "pages": pages}), flush=True)
            while line := await asyncio.to_thread(sys.stdin.readline):
                await asyncio.to_thread(house.publish, line.strip())
                print(time.monotonic(), flush=True)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
