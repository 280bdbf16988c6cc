"""Mails both ways, from the mail servers to an encrypted room, while everything dies in turn.

The house (bridge and mailbox account), the IMAP server, the SMTP server and Synapse are killed at
random moments. `CERCLE_WHOLE=1` plays five hundred mails each way; by default, fewer.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import smtplib
import subprocess
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bridges.mssante.headers import ATTEMPT
from care.access.people import Account as Allowed
from care.access.people import Kind
from care.access.registry_file import render_registry
from care.accounts.model import Account, AccountKind
from care.accounts.store import save_account
from care.mail.headers import header_values
from care.mail.queue import count_open
from care.matrix.disk import AccountFiles
from care.matrix.model import IncomingMessage
from care.matrix.person import PersonClient
from care.runtime.secrets import write_secret
from care.standards.mdn.reading import read_reading_receipt
from care.standards.rfc5322.parser import parse_mail
from tests.care.circles.hamlet import ALICE
from tests.care.letters.scene import SEAT
from tests.real.mail.bridge import Bridge, letter
from tests.real.mail.bridge_process import kill
from tests.real.mail.house_process import FILES, start_house
from tests.real.mail.operators import LABORATORY, PRACTICE, RealOperator, look_into
from tests.real.mail.reading_process import open_reading_bridge
from tests.real.mail.test_contract import draft
from tests.real.servers import RunningHomeserver, running_homeserver

IS_WHOLE = bool(os.environ.get("CERCLE_WHOLE"))
MAILS, KILLS = (500, 60) if IS_WHOLE else (60, 12)
PATIENCE = 500 if IS_WHOLE else 300
US, THEM = PRACTICE.address, LABORATORY.address
ASKED = f"Disposition-Notification-To: <{THEM}>\r\n"


@dataclass
class Village:
    """Everything that may die, and who looks on."""

    operator: RealOperator
    synapse: RunningHomeserver
    folder: Path
    bridge: Bridge
    alice: PersonClient
    house: subprocess.Popen[bytes]
    heard: list[IncomingMessage] = field(default_factory=list)
    deaths: Counter[str] = field(default_factory=Counter)

    async def strike(self, whom: str) -> None:
        """One of them dies, and comes back."""
        self.deaths[whom] += 1
        if whom == "house":
            kill(self.house)
            self.house = start_house(self.operator, self.folder, self.synapse.url)
        elif whom == "synapse":
            synapse = self.synapse.process
            assert synapse.pid is not None
            os.kill(synapse.pid, signal.SIGKILL)
            await synapse.restart(180)
        else:
            server = self.operator.dovecot if whom == "imap" else self.operator.postfix
            await asyncio.to_thread(server.kill)
            await asyncio.to_thread(server.start)

    async def listen(self) -> None:
        """Keep what Alice's device decrypts."""
        while True:
            with suppress(TimeoutError):
                self.heard.append(await self.alice.wait_for(seconds=5))

    def read(self) -> list[str]:
        """The subjects that Alice read, each as often as it was said, in order."""
        said = [one.text for one in self.heard if one.edits is None and "arrivee" in one.text]
        return [f"arrivee {text.partition('arrivee ')[2][:3]}" for text in said]

    async def at_laboratory(self) -> dict[str, set[str]]:
        """What came to the laboratory: each Message-ID, with the marks of our attempts."""
        attempts: dict[str, set[str]] = defaultdict(set)
        for mail in await asyncio.to_thread(look_into, self.operator, LABORATORY):
            attempts[header_values(mail, "message-id")[0]].update(header_values(mail, ATTEMPT))
        return attempts


@asynccontextmanager
async def living_village(operator: RealOperator, folder: Path) -> AsyncIterator[Village]:
    """Synapse with its policies, the house in its process, Alice on her device."""
    async with running_homeserver(
        folder / "homeserver", policies=True, server_name="test"
    ) as synapse:
        account = SEAT.account.removeprefix("@").partition(":")[0]
        for name in (account, "alice"):
            await synapse.create_user(name, "pw")
        allowed = {
            SEAT.account: Allowed(Kind.BOT, "Boîte"),
            ALICE: Allowed(Kind.PROFESSIONAL, "FICTIF Alice – médecin"),
        }
        synapse.process.layout.accounts.write_text(render_registry(allowed))
        write_secret(folder / FILES / "secrets" / "password", "pw")
        files = AccountFiles(folder / "alice" / "secrets", folder / "alice" / "state")
        write_secret(files.password, "pw")
        bridge = open_reading_bridge(operator, folder)
        with bridge.database.begin() as connection:
            shown = Account(ALICE, AccountKind.PROFESSIONAL, "FICTIF Alice – médecin")
            save_account(connection, shown)
        async with PersonClient(synapse.url, ALICE, files) as alice:
            house = start_house(operator, folder, synapse.url)
            village = Village(operator, synapse, folder, bridge, alice, house)
            listening = asyncio.create_task(village.listen())
            try:
                yield village
            finally:
                listening.cancel()
                kill(village.house)
                bridge.database.close()


async def deliver(village: Village, subject: str) -> None:
    """Another operator's server hands over a mail, again until told that it is taken."""
    source = letter(subject, headers=ASKED)
    while True:
        with suppress(smtplib.SMTPException, OSError):
            await village.operator.deliver(US, source)
            return
        await asyncio.sleep(0.05)


async def deliver_all(village: Village) -> None:
    for number in range(1, MAILS):
        await deliver(village, f"arrivee {number:03}")
        await asyncio.sleep(0.1)


async def send_all(village: Village) -> list[str]:
    """Work that writes mails, as the days go."""
    sent = []
    for number in range(MAILS):
        name = f"depart {number:03}"
        mail = draft(village.bridge, name, name, THEM)
        sent.append(village.bridge.send(name, [THEM], mail))
        await asyncio.sleep(0.12)
    return sent


async def strike_all(village: Village) -> None:
    """Deaths at random moments, of each in turn."""
    chance = random.Random()
    for number in range(KILLS):
        await asyncio.sleep(chance.uniform(0.3, 2.5))
        await village.strike(("house", "imap", "synapse", "smtp")[number % 4])


async def until(village: Village, mails: int, sent: int) -> None:
    """Wait until nothing is on its way any more; what follows tells what is missing."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with village.bridge.database.begin() as connection:
            waiting = count_open(connection, US)
        read = len(set(village.read()))
        if not waiting and read >= mails and len(await village.at_laboratory()) >= sent:
            await asyncio.sleep(2)  # whatever comes twice comes now
            return
        await asyncio.sleep(0.5)


@pytest.mark.real
@pytest.mark.timeout(1200)
async def test_none_is_lost_none_is_doubled_and_receipts_are_right(
    dovecot_and_postfix: RealOperator, tmp_path: Path
) -> None:
    async with living_village(dovecot_and_postfix, tmp_path) as village:
        await deliver(village, "arrivee 000")
        await until(village, 1, 1)
        assert village.read() == ["arrivee 000"], (tmp_path / "house.log").read_text()[-3000:]
        started = time.monotonic()
        _, sent, _ = await asyncio.gather(
            deliver_all(village), send_all(village), strike_all(village)
        )
        await until(village, MAILS, 2 * MAILS)
        taken = time.monotonic() - started
        wanted = [f"arrivee {number:03}" for number in range(MAILS)]
        # A mailbox that died may put its mails in another order than they came.
        assert sorted(village.read()) == wanted
        with village.bridge.database.begin() as connection:
            query = "SELECT count(*), count(DISTINCT state) FROM letters"
            assert tuple(connection.exec_driver_sql(query).one()) == (MAILS, 1)
        arrived = await village.at_laboratory()
        assert set(sent) <= set(arrived)
        assert len(arrived) == 2 * MAILS
        # The servers themselves may deliver twice what they were given once.
        assert {name: marks for name, marks in arrived.items() if len(marks) != 1} == {}
        await _check_receipts(village)
        states = {state for name in sent for state in village.bridge.states(name).values()}
        assert states <= {"sent", "delivered"}
        told = Counter(what for what, more in village.bridge.notes("delivery") if more == "sent")
        assert set(told.values()) <= {1}
        print(f"\n{MAILS} each way, {dict(village.deaths)} deaths, {taken:.0f} s")  # noqa: T201


async def _check_receipts(village: Village) -> None:
    """One receipt for each mail that asked, and it says that the mail was taken in."""
    told: dict[str, set[str]] = defaultdict(set)
    for source in await asyncio.to_thread(look_into, village.operator, LABORATORY):
        mail = parse_mail(source)
        if mail.report_type == "disposition-notification":
            receipt = read_reading_receipt(mail)
            assert receipt.is_positive
            told[receipt.message_id].add(mail.message_id)
    assert sorted(told) == [
        f"arrivee.{number:03}@biologie.mssante.example" for number in range(MAILS)
    ]
    assert all(len(names) == 1 for names in told.values())
