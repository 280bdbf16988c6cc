"""Hostile mails between good ones: the good arrive, the bad are put aside, nothing breaks.

`CERCLE_WHOLE=1` plays a thousand of each; by default, fewer.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from care.letters.model import Letter
from care.letters.store import load_letter
from care.mail.quarantine import list_quarantined
from tests.care.letters.scene import BOX, Scene
from tests.real.mail.bridge import Bridge, eventually
from tests.real.mail.hostile import KINDS, Bad, good_mail, hostile_mails
from tests.real.mail.operators import EmbeddedOperator
from tests.real.mail.reading_process import open_reading_bridge, peak_megabytes, start_reading

COUNT = 1_000 if os.environ.get("CERCLE_WHOLE") else 150
MOST_MEGABYTES = 450


def letters(bridge: Bridge) -> list[Letter]:
    """Every letter, in the order in which it came."""
    with bridge.database.begin() as connection:
        rows = connection.exec_driver_sql("SELECT number FROM letters ORDER BY number").all()
        found = [load_letter(connection, bridge.units.keys, row[0]) for row in rows]
    return [one for one in found if one is not None]


def handled(bridge: Bridge) -> int:
    """How many mails of the inbox wait no more."""
    with bridge.database.begin() as connection:
        query = "SELECT count(*) FROM mail_inbox WHERE state != 'waiting'"
        return int(connection.exec_driver_sql(query).scalar_one())


@contextmanager
def reading(operator: EmbeddedOperator, folder: Path) -> Iterator[tuple[Bridge, list[float]]]:
    """The bridge in its process; at the end, its peak in megabytes, and that it still lives."""
    bridge, peak = open_reading_bridge(operator, folder), [0.0]
    Scene(bridge.database).circle()
    process = start_reading(operator, folder)
    try:
        yield bridge, peak
        assert process.poll() is None, (folder / "reading.log").read_text()
        peak[0] = peak_megabytes(process)
    finally:
        process.terminate()
        process.wait(90)
        bridge.database.close()


def fate(letter: Letter) -> str:
    """What became of it, in words."""
    state = letter.state.value
    return f"{state} {letter.reason}" if state == "quarantined" else state


async def test_the_good_arrive_once_and_in_order_whatever_comes_between(
    embedded: EmbeddedOperator, tmp_path: Path
) -> None:
    bad = hostile_mails(COUNT, seed=6)
    assert len({one.kind for one in bad}) > len(KINDS) - 1
    with reading(embedded, tmp_path) as (bridge, peak):
        await embedded.deliver(BOX, good_mail(999_999))
        await eventually(lambda: handled(bridge) == 1)
        started = time.monotonic()
        for number, one in enumerate(bad):
            await embedded.deliver(BOX, good_mail(number))
            await embedded.deliver(BOX, one.source)
        await eventually(lambda: handled(bridge) == 2 * COUNT + 1, seconds=480)
        taken = time.monotonic() - started
        found = letters(bridge)[1:]
        with bridge.database.begin() as connection:
            aside = dict(list_quarantined(connection, BOX))
    _check_fates(bad, found)
    wrong = [one for one in found if one.reason and aside.get(one.inbox_number or 0) != one.reason]
    assert wrong == []
    assert peak[0] < MOST_MEGABYTES
    counted = Counter(fate(one) for one in found)
    print(f"\n{2 * COUNT} mails in {taken:.0f} s, peak {peak[0]:.0f} MB")  # noqa: T201
    for name, times in counted.most_common():
        print(f"{times:6} {name}")  # noqa: T201


def _check_fates(bad: list[Bad], found: list[Letter]) -> None:
    """Each mail is one letter, good and bad in turn."""
    assert len(found) == 2 * COUNT
    surprises = []
    for number, one in enumerate(bad):
        good, became = found[2 * number], fate(found[2 * number + 1])
        expected = "shown" if number % 4 else "filed"
        assert good.sheet.message_id.startswith(f"mauvais.{100_000 + number}@")
        if good.state.value != expected:
            surprises.append(("good", good.state.value, good.reason))
        if became not in one.fates:
            surprises.append((one.kind, became, ""))
    assert surprises == []
