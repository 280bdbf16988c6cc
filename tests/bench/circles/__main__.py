"""`python -m tests.bench.circles`: from a hundred circles to two thousand, of eight people each.

A real Synapse with our policies, Liaison in a process of its own, and one professional who is in
every circle and asks in an encrypted room: the worst of « mes patients ».
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import orjson
from rich.console import Console

from care.access.people import Account as Allowed
from care.access.people import Kind
from care.access.registry_file import render_registry
from care.accounts.model import Account, AccountKind
from care.accounts.store import save_account
from care.audit.model import Face
from care.circles.mine import my_circles, understand_sieve
from care.circles.model import Newcomer
from care.circles.opening import Subject, open_circle
from care.circles.store import unsettled_circles
from care.circles.waking import wake_to_settle
from care.consent.model import Ground
from care.identity.birth_date import BirthDate
from care.identity.patient import PatientIdentity
from care.identity.status import Source, SourceKind, Standing, Status
from care.identity.traits import Sex, Traits
from care.matrix.http import path
from care.runtime.clock import SystemClock
from care.runtime.database import Database, sqlite_url
from care.runtime.outbox import count_open
from care.runtime.sealing import load_key_ring
from care.runtime.units import Units
from tests.bench.lean.client import LeanClient
from tests.bench.results import Sheet, percentile
from tests.bench.table import as_json, print_measure
from tests.real.circles.town import Town, running_town

FULL, QUICK = (100, 500, 1_000, 2_000), (20, 40)
_EACH, _ASKED, _STAFF = 8, 30, 40
_PROGRESS, _TABLES = Console(stderr=True), Console(width=150)
OURS = "Cercle"


def main() -> None:
    """Measure, print the tables, and write the figures where asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.circles")
    parser.add_argument("--quick", action="store_true", help="small sizes, to see that it runs")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    wanted = parser.parse_args()
    sheet = Sheet()
    asyncio.run(_measure(QUICK if wanted.quick else FULL, sheet))
    for measure in sheet.measures():
        print_measure(_TABLES, sheet, measure, OURS)
    if wanted.json:
        wanted.json.write_bytes(orjson.dumps(as_json(sheet, OURS, [])))


async def _measure(steps: tuple[int, ...], sheet: Sheet) -> None:
    with tempfile.TemporaryDirectory(prefix="cercle-bench-") as scratch:
        async with running_town(Path(scratch)) as town, _asker(town) as (alice, room):
            database = Database(sqlite_url(town.database))
            units = Units(database, load_key_ring(town.folder / "keys"), SystemClock())
            staff = await _hire(town, units)
            circles = 0
            for step in steps:
                _say(f"{step} circles")
                begun = time.perf_counter()
                asker = alice.device.user_id
                _open(units, asker, staff, circles, step - circles, town.liaison)
                await _until_sent(units, town.liaison)
                rate = (step - circles) / (time.perf_counter() - begun)
                circles = step
                sheet.add("Circles opened, everybody invited", f"to {step}", "/s", circles=rate)
                _say(f"{rate:.2f} circles opened a second")
                await _ask(town, units, alice, room, step, sheet)
            database.close()


async def _hire(town: Town, units: Units) -> list[str]:
    """Forty professionals, as accounts of the server and of the territory."""
    known = town.server.process.layout.accounts
    allowed = {}
    with units.unit("hire") as work:
        for rank in range(_STAFF):
            name = f"pro{rank:02d}"
            user_id = await town.server.create_user(name, "pw", f"SOIGNE {rank} – infirmier")
            account = Account(user_id, AccountKind.PROFESSIONAL, f"SOIGNE {rank} – infirmier",
                              None, "60")  # fmt: skip
            save_account(work.connection, account)
            allowed[user_id] = Allowed(Kind.PROFESSIONAL, account.display_name)
    before = orjson.loads(known.read_text("utf-8"))["accounts"]
    for user_id, entry in before.items():
        allowed[user_id] = Allowed(Kind(entry["kind"]), entry.get("display_name"))
    known.write_text(render_registry(allowed))
    return [user_id for user_id in allowed if user_id.startswith("@pro")]


def _open(units: Units, asker: str, staff: list[str], first: int, count: int, keeper: str) -> None:
    for number in range(first, first + count):
        chance = random.Random(number)
        people = [asker, *chance.sample(staff, _EACH - 1)]
        day = BirthDate(1930 + number % 80, 1 + number % 12, 1 + number % 28)
        traits = Traits(f"EXEMPLE {_letters(number)}", "JEANNE", day, Sex.FEMALE, "76999")
        source = Source(SourceKind.TYPED, "essai", units.clock.now().date())
        identity = PatientIdentity(traits, Standing(Status.PROVISIONAL, source))
        newcomers = [Newcomer(one, Ground.CHOSEN_BY_PATIENT) for one in people]
        with units.unit(f"open {number}") as work:
            open_circle(work, asker, Subject(identity=identity), newcomers, face=Face.CLI)
            wake_to_settle(work, keeper)


def _letters(number: int) -> str:
    return "".join(chr(65 + int(digit)) for digit in f"{number:05d}")


async def _until_sent(units: Units, account: str) -> None:
    """Until every room is open, everybody invited and every card pinned."""
    while True:
        with units.database.begin() as connection:
            waiting = count_open(connection, account)
            if not waiting and not unsettled_circles(connection, 1):
                return
        await asyncio.sleep(0.5)


@asynccontextmanager
async def _asker(town: Town) -> AsyncIterator[tuple[LeanClient, str]]:
    """Alice, and her encrypted conversation with Liaison."""
    credentials = await town.server.login("alice")
    async with LeanClient(town.server.url, credentials) as alice:
        body = {"preset": "trusted_private_chat", "is_direct": True, "invite": [town.liaison]}
        room = str((await alice.http.request("POST", path("createRoom"), body))["room_id"])
        await asyncio.sleep(3)  # Liaison comes in
        await alice.share(room, [town.liaison])
        yield alice, room


async def _ask(
    town: Town, units: Units, alice: LeanClient, room: str, step: int, sheet: Sheet
) -> None:
    inside, named, whole = [], [], []
    user_id = alice.device.user_id
    for rank in range(_ASKED):
        begun = time.perf_counter()
        with units.unit(f"mine {step} {rank}") as work:
            my_circles(work, user_id)
        inside.append((time.perf_counter() - begun) * 1000)
        begun = time.perf_counter()
        with units.unit(f"named {step} {rank}") as work:
            my_circles(work, user_id, understand_sieve(work, user_id, "exemple aaabb"))
        named.append((time.perf_counter() - begun) * 1000)
    for _ in range(_ASKED):
        whole.append(await alice.time(room, "mes patients", None) * 1000)
    _say(f"{percentile(inside, 0.5):.1f} ms inside, {percentile(whole, 0.5):.0f} ms in a room")
    memory = town.memory()
    begun = time.perf_counter()
    town.kill()
    await town.launch()
    await alice.time(room, "mes patients", None, 120)
    again = time.perf_counter() - begun
    column = f"{step} circles"
    sheet.add("« Mes patients », the question itself", column, "ms", p50=percentile(inside, 0.5),
              p95=percentile(inside, 0.95), by_name_p50=percentile(named, 0.5))  # fmt: skip
    sheet.add("« Mes patients », asked and read in an encrypted room", column, "ms",
              p50=percentile(whole, 0.5), p95=percentile(whole, 0.95))  # fmt: skip
    sheet.add("Liaison's memory", column, "MB", resident=memory)
    sheet.add("Killed, started again, answered", column, "s", seconds=again)


def _say(what: str) -> None:
    _PROGRESS.print(f"[dim]{what}…[/]", highlight=False)


if __name__ == "__main__":
    main()
