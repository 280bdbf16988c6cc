"""The tests' own readers and watchers fit the ports."""

from __future__ import annotations

from care.mail.ports import MailReader, TrustedDomains, Watcher
from tests.bridges.mssante.watching import Domains, Memory
from tests.real.mail.bridge import Notary


def test_readers_watchers_and_lists_fit() -> None:
    reader: MailReader = Notary()
    watchers: list[Watcher] = [Notary(), Memory()]
    trusted: TrustedDomains = Domains()
    assert reader and watchers and trusted.is_ready
