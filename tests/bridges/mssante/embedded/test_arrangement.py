"""With what it makes, the bridge and the operator in memory understand each other."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from bridges.mssante.embedded.arrangement import arrange
from bridges.mssante.embedded.post_office import running_post_office
from bridges.mssante.service import MailService, MailSurroundings
from care.runtime.clock import SystemClock
from care.runtime.database import Database, sqlite_url
from care.runtime.mail_settings import MailboxKind
from care.runtime.sealing import KeyRing
from care.runtime.units import Units
from care.runtime.worker import Worker
from tests.ports import free_port
from tests.real.mail.bridge import QUICK, Bridge, Notary, Tokens, create_tables, eventually, letter
from tests.real.mail.bridge import running as running_bridge
from tests.real.mail.operators import LABORATORY, MAILBOXES, PRACTICE, EmbeddedOperator, Papers


async def test_a_mail_goes_each_way_and_again_after_a_restart(tmp_path: Path) -> None:
    for number in range(2):  # as a demonstration that is started again, in the same folder
        imap, smtp = free_port(), free_port()
        made = arrange(
            tmp_path / "mail",
            datetime.now(UTC),
            MAILBOXES,
            {PRACTICE.address: MailboxKind.ORGANISATION},
            imap_port=imap,
            smtp_port=smtp,
        )
        database = Database(sqlite_url(tmp_path / "bridge.db"))
        create_tables(database)
        units, notary = Units(database, KeyRing({1: bytes(32)}), SystemClock()), Notary()
        around = MailSurroundings(
            folder=tmp_path,
            state=tmp_path / "state",
            units=units,
            worker=Worker(database),
            reader=notary,
            watchers=(notary,),
            tokens=Tokens(),
            pace=QUICK,
        )
        service = MailService(made.settings, made.white_list, around)
        async with running_post_office(
            made.authority, made.server, MAILBOXES, imap_port=imap, smtp_port=smtp
        ) as office:
            operator = EmbeddedOperator(Papers(tmp_path / f"unused-{number}"), office)
            bridge = Bridge(operator, tmp_path, database, units, service, Tokens(), PRACTICE)
            async with running_bridge(bridge):
                await office.deliver(PRACTICE.address, letter(f"courrier {number}"))
                await eventually(lambda: len(bridge.notes("mail")) > number)  # noqa: B023
                mail = letter("réponse", sender=PRACTICE.address, message_id=f"<{number}@x>")
                sent = bridge.send("r", [LABORATORY.address], mail)
                await eventually(
                    lambda: bridge.states(sent)[LABORATORY.address] == "delivered"  # noqa: B023
                )
