"""The ports follow each other, and one that is taken is named."""

from __future__ import annotations

import socket

import pytest

from care.runtime.errors import SettingsError
from deploy.demo.ports import HOST, Ports
from tests.ports import free_ports


def test_five_in_a_row() -> None:
    ports = Ports(8440)
    assert (ports.homeserver, ports.web, ports.metrics) == (8440, 8441, 8442)
    assert (ports.imap, ports.smtp) == (8443, 8444)


@pytest.mark.parametrize("rank", [0, 1, 2, 3, 4])
def test_the_taken_one_is_named(rank: int) -> None:
    base = free_ports(5)
    taken = base + rank
    with socket.create_server((HOST, taken)), pytest.raises(SettingsError, match=str(taken)):
        Ports(base).check_free()
