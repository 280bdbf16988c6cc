"""Two hundred mails each way while everything dies again and again: none lost, none doubled."""

from __future__ import annotations

import asyncio
import random
import smtplib
import subprocess
import time
from collections import Counter, defaultdict
from contextlib import suppress
from pathlib import Path

import pytest

from bridges.mssante.headers import ATTEMPT
from care.mail.headers import header_values
from care.mail.queue import count_open
from tests.real.mail.bridge import Bridge, letter, open_bridge
from tests.real.mail.bridge_process import kill, start_bridge
from tests.real.mail.operators import (
    LABORATORY,
    PRACTICE,
    EmbeddedOperator,
    Operator,
    RealOperator,
    look_into,
)
from tests.real.mail.test_contract import draft

_MAILS = 200
_KILLS = 24
_PATIENCE = 300
US, THEM = PRACTICE.address, LABORATORY.address


class Ward:
    """Keeps the three programs and lets them die."""

    def __init__(self, operator: Operator, folder: Path) -> None:
        self._operator = operator
        self._folder = folder
        self.bridge: subprocess.Popen[bytes] = start_bridge(operator, folder)
        self.deaths: Counter[str] = Counter()

    def strike(self, whom: str) -> None:
        """One of them dies, and comes back."""
        self.deaths[whom] += 1
        if whom == "bridge":
            kill(self.bridge)
            self.bridge = start_bridge(self._operator, self._folder)
            return
        assert isinstance(self._operator, RealOperator)
        server = self._operator.dovecot if whom == "imap" else self._operator.postfix
        server.kill()
        server.start()


async def deliver_all(operator: Operator) -> None:
    """Another operator's server hands over its mails, again until told that they are taken."""
    for number in range(_MAILS):
        source = letter(f"arrivee {number:03}")
        while True:
            with suppress(smtplib.SMTPException, OSError):
                await operator.deliver(US, source)
                break
            await asyncio.sleep(0.05)
        await asyncio.sleep(0.05)


async def send_all(bridge: Bridge) -> list[str]:
    """Work that writes mails, as the days go."""
    sent = []
    for number in range(_MAILS):
        name = f"depart {number:03}"
        sent.append(bridge.send(name, [THEM], draft(bridge, name, name, THEM)))
        await asyncio.sleep(0.08)
    return sent


async def strike_all(ward: Ward, names: list[str]) -> None:
    """Deaths at random moments, of each in turn."""
    chance = random.Random()
    for number in range(_KILLS):
        await asyncio.sleep(chance.uniform(0.3, 2.5))
        await asyncio.to_thread(ward.strike, names[number % len(names)])


@pytest.mark.real
async def test_none_lost_none_doubled(dovecot_and_postfix: RealOperator, tmp_path: Path) -> None:
    await live_through(dovecot_and_postfix, tmp_path, ["bridge", "imap", "bridge", "smtp"])


async def test_the_bridge_alone_dies_again_and_again(
    embedded: EmbeddedOperator, tmp_path: Path
) -> None:
    await live_through(embedded, tmp_path, ["bridge"])


async def live_through(operator: Operator, tmp_path: Path, names: list[str]) -> None:
    """Mails both ways, deaths of `names`, and the accounts afterwards."""
    bridge = open_bridge(operator, tmp_path)
    ward = Ward(operator, tmp_path)
    try:
        while not bridge.service.shelf.is_ready:
            await asyncio.sleep(0.05)
        _, sent, _ = await asyncio.gather(
            deliver_all(operator), send_all(bridge), strike_all(ward, names)
        )
        await until_quiet(bridge, operator)
    finally:
        kill(ward.bridge)
    assert ward.deaths.total() == _KILLS
    handled = [what for what, _ in bridge.notes("mail")]
    assert sorted(handled) == [f"arrivee {number:03}" for number in range(_MAILS)]
    # A mailbox that died may put its mails in another order than they came: ours is its own.
    held = await asyncio.to_thread(look_into, operator, PRACTICE)
    subjects = [(header_values(mail, "subject") or [""])[0] for mail in held]
    assert handled == list(dict.fromkeys(one for one in subjects if one in set(handled)))
    assert bridge.notes("aside") == []
    attempts: dict[str, set[str]] = defaultdict(set)
    for mail in await asyncio.to_thread(look_into, operator, LABORATORY):
        attempts[header_values(mail, "message-id")[0]].update(header_values(mail, ATTEMPT))
    assert sorted(attempts) == sorted(sent)
    # The operator itself may deliver twice what it was given once; what we gave twice shows here.
    assert {name: marks for name, marks in attempts.items() if len(marks) != 1} == {}
    told = Counter((what, more) for what, more in bridge.notes("delivery") if more == "sent")
    assert all(count == 1 for count in told.values())
    assert {states for name in sent for states in bridge.states(name).values()} <= {
        "sent",
        "delivered",
    }
    bridge.database.close()


async def until_quiet(bridge: Bridge, operator: Operator) -> None:
    """Wait until nothing is on its way any more."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        with bridge.database.begin() as connection:
            waiting = count_open(connection, US)
        arrived = await asyncio.to_thread(look_into, operator, LABORATORY)
        names = {header_values(mail, "message-id")[0] for mail in arrived}
        if not waiting and len(bridge.notes("mail")) >= _MAILS and len(names) >= _MAILS:
            return
        await asyncio.sleep(0.5)
