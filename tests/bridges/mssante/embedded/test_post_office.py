"""An operator in this process: on chosen ports, gone when its block ends."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bridges.mssante.embedded.post_office import running_post_office
from tests.ports import free_port
from tests.real.mail.bridge import letter
from tests.real.mail.operators import MAILBOXES, PRACTICE, EmbeddedOperator, Papers, look_into


async def test_it_listens_where_it_is_told_and_stops(tmp_path: Path) -> None:
    papers = Papers(tmp_path)
    imap, smtp = free_port(), free_port()
    async with running_post_office(
        papers.authority, papers.server, MAILBOXES, imap_port=imap, smtp_port=smtp
    ) as office:
        assert (office.imap_port, office.smtp_port) == (imap, smtp)
        await office.deliver(PRACTICE.address, letter("un"))
        seen = EmbeddedOperator(papers, office)
        assert await asyncio.to_thread(look_into, seen, PRACTICE) == [letter("un")]
    for port in (imap, smtp):
        with pytest.raises(OSError, match=r"."):
            await asyncio.open_connection("127.0.0.1", port)
