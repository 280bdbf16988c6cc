"""From the moment that the mail server has a mail to the moment that a person can read it."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bridges.mssante.embedded.arrangement import arrange
from bridges.mssante.embedded.imap_server import LocalMailbox
from bridges.mssante.embedded.post_office import PostOffice, running_post_office
from care.access.people import Account as Allowed
from care.access.people import Kind
from care.access.registry_file import render_registry
from care.matrix.http import path
from care.matrix.model import Credentials
from care.runtime.mail_settings import MailboxKind
from care.runtime.secrets import write_secret
from tests.bench.mail.common import BOXES, LABORATORY, READER, Reading, seats
from tests.bench.results import Sheet, median, percentile
from tests.bench.setup import ROOT
from tests.real.mail.bridge import letter
from tests.real.servers import RunningHomeserver, running_homeserver

OURS, LOOP = "Cercle", "plain loop"
RATE, LATENCY = "Ten mailboxes at once", "A mail, from the mail server to a readable message"
_PATIENCE = 300.0
_LOOP_ACCOUNT = "boucle"


async def measure(scratch: Path, sheet: Sheet, burst: int, singles: int) -> None:
    """`burst` mails as fast as they can be taken, then `singles` one by one, for each peer."""
    for peer in (OURS, LOOP):
        folder = scratch / peer.replace(" ", "-")
        async with (
            running_homeserver(folder / "synapse", policies=True, server_name="test") as synapse,
            _operator(folder / "papers") as office,
        ):
            await _people(synapse, folder)
            who = await synapse.login("alice")
            async with (
                Reading(synapse.url, who) as alice,
                _peer(peer, folder, synapse, office, alice),
            ):
                await _warm_up(alice, office)
                rate = await _burst(alice, office, burst)
                taken = await _singles(alice, office, singles)
        sheet.add(RATE, peer, "/s", mails=rate)
        sheet.add(LATENCY, peer, "ms", median=median(taken), p95=percentile(taken, 0.95))


@asynccontextmanager
async def _operator(folder: Path) -> AsyncIterator[PostOffice]:
    everybody = [*BOXES, LocalMailbox(LABORATORY, "motdepasse-du-labo")]
    served = {one.address: MailboxKind.ORGANISATION for one in BOXES}
    made = arrange(folder, datetime.now(UTC), everybody, served, imap_port=1, smtp_port=1)
    async with running_post_office(made.authority, made.server, everybody) as office:
        yield office


async def _people(synapse: RunningHomeserver, folder: Path) -> None:
    await synapse.create_user("alice", "pw")
    allowed = {READER: Allowed(Kind.PROFESSIONAL, "FICTIF Alice – médecin")}
    for name in [*(seat.account[1:].partition(":")[0] for seat in seats()), _LOOP_ACCOUNT]:
        user_id = await synapse.create_user(name, "pw")
        write_secret(folder / name / "secrets" / "password", "pw")
        allowed[user_id] = Allowed(Kind.BOT, "Boîte")
    synapse.process.layout.accounts.write_text(render_registry(allowed))


@asynccontextmanager
async def _peer(
    peer: str, folder: Path, synapse: RunningHomeserver, office: PostOffice, alice: Reading
) -> AsyncIterator[None]:
    papers, imap = str(folder / "papers"), str(office.imap_port)
    if peer == OURS:
        told = [str(folder), papers, imap, str(office.smtp_port), synapse.url]
        with _process("tests.bench.mail.house", told, folder):
            await _until(alice.accept, 2 * len(BOXES))
            yield
        return
    who = await synapse.login(_LOOP_ACCOUNT)
    rooms = await _rooms(synapse, who)
    await _until(alice.accept, len(BOXES))
    told = [papers, imap, synapse.url, who.user_id, who.device_id, who.access_token, *rooms]
    with _process("tests.bench.mail.plain_loop", told, folder):
        yield


async def _rooms(synapse: RunningHomeserver, who: Credentials) -> list[str]:
    encrypted = {
        "type": "m.room.encryption",
        "state_key": "",
        "content": {"algorithm": "m.megolm.v1.aes-sha2"},
    }
    rooms = []
    async with synapse.http(who) as http:
        for box in BOXES:
            body = {"name": box.address, "invite": [READER], "initial_state": [encrypted]}
            rooms.append(str((await http.request("POST", path("createRoom"), body))["room_id"]))
    return rooms


async def _until(count: Callable[[], Awaitable[int]], wanted: int) -> None:
    async with asyncio.timeout(_PATIENCE):
        while await count() < wanted:
            await asyncio.sleep(0.3)


async def _deliver(office: PostOffice, number: int) -> str:
    name = f"courrier-{number}"
    box = BOXES[number % len(BOXES)].address
    await office.deliver(box, letter(name, to=box, body="Bonjour,\r\n" * 20))
    return name


async def _wait(alice: Reading, names: list[str]) -> None:
    async with asyncio.timeout(_PATIENCE):
        while not all(name in alice.seen for name in names):
            await asyncio.sleep(0.01)


async def _warm_up(alice: Reading, office: PostOffice) -> None:
    """The first mail of each mailbox shares the keys of its room."""
    names = [await _deliver(office, 1_000_000 + number) for number in range(len(BOXES))]
    await _wait(alice, names)


async def _burst(alice: Reading, office: PostOffice, count: int) -> float:
    begun = time.perf_counter()
    names = [await _deliver(office, number) for number in range(count)]
    await _wait(alice, names)
    return count / (max(alice.seen[name] for name in names) - begun)


async def _singles(alice: Reading, office: PostOffice, count: int) -> list[float]:
    taken = []
    for number in range(100_000, 100_000 + count):
        name = await _deliver(office, number)
        accepted = time.perf_counter()
        await _wait(alice, [name])
        taken.append((alice.seen[name] - accepted) * 1000)
        await asyncio.sleep(0.1)
    return taken


@contextmanager
def _process(module: str, told: list[str], folder: Path) -> Iterator[None]:
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", module, *told], cwd=ROOT, stdout=log, stderr=log
        )
    try:
        yield
    finally:
        process.kill()
        process.wait()
