"""A territory's mailboxes are served as its settings say: its own reader, watchers and list."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from care.runtime.clock import SystemClock
from care.runtime.units import Units
from deploy.demo.correspondents import PRACTICE
from deploy.demo.layout import DemoLayout
from deploy.demo.ports import Ports
from deploy.demo.post_office import running_operator, send_result
from deploy.demo.settings import write_settings
from deploy.mail import MailRoom, NobodyLoggedIn, serving_mail
from deploy.migrate import upgrade
from deploy.state import TerritoryFolder
from tests.ports import free_ports
from tests.real.mail.bridge import QUICK, eventually


async def test_a_mail_becomes_a_letter_of_its_mailbox(tmp_path: Path) -> None:
    layout, ports = DemoLayout(tmp_path), Ports(free_ports(5))
    folder = TerritoryFolder(tmp_path)
    territory = write_settings(folder, ports, tmp_path)
    database, keys = folder.open_database(territory), folder.open_keys()
    await asyncio.to_thread(upgrade, database)
    room = MailRoom(folder, territory, QUICK)
    assert room.mailboxes.at(PRACTICE) is not None
    now = datetime.now(UTC)
    async with running_operator(layout.mail, ports, now) as (office, _):
        await send_result(office, layout.mail, now)

        def kept() -> list[str]:
            with database.begin() as connection:
                rows = connection.exec_driver_sql("SELECT state FROM letters")
                return [row[0] for row in rows]

        async with serving_mail(room, Units(database, keys, SystemClock())) as serving:
            # Nobody knows the patient here: a person is to decide.
            await eventually(lambda: kept() == ["to_triage"])
            assert not serving.done()
        assert room.shelf().is_trusted("urgences@ch-fictif.mssante.example")
    database.close()


async def test_who_is_not_logged_in_has_no_token() -> None:
    assert await NobodyLoggedIn().token(PRACTICE) is None
