"""The five ports of a demonstration, side by side."""

from __future__ import annotations

import socket
from dataclasses import dataclass

from care.runtime.errors import SettingsError
from deploy.words import say

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Ports:
    """Homeserver at `base`, then web pages, metrics, IMAP and SMTP."""

    base: int

    @property
    def homeserver(self) -> int:
        return self.base

    @property
    def web(self) -> int:
        return self.base + 1

    @property
    def metrics(self) -> int:
        return self.base + 2

    @property
    def imap(self) -> int:
        return self.base + 3

    @property
    def smtp(self) -> int:
        return self.base + 4

    def check_free(self) -> None:
        """Raises SettingsError naming the first port that another program holds."""
        for port in (self.homeserver, self.web, self.metrics, self.imap, self.smtp):
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind((HOST, port))
                except OSError:
                    raise SettingsError(say("port-taken", port=str(port))) from None
