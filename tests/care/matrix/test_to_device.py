"""Messages to many devices travel in few requests, each device its own."""

from __future__ import annotations

import math

import pytest

from care.matrix.to_device import send_to_devices
from tests.care.matrix.conftest import Arrive
from tests.care.matrix.key_server import KeyServer


@pytest.mark.parametrize("count", [0, 1, 100, 101, 250])
async def test_each_device_gets_what_is_meant_for_it(
    arrive: Arrive, server: KeyServer, count: int
) -> None:
    bob = await arrive("bob")
    messages = [((f"@u{n % 7}:test", f"D{n}"), {"number": n}) for n in range(count)]

    await send_to_devices(bob.machine.http, "m.dummy", messages)

    assert server.requests["sendToDevice/m.dummy"] == math.ceil(count / 100)
    for target, content in messages:
        [event] = server.inboxes[target]
        assert (event["sender"], event["content"]) == (bob.user_id, content)
