"""What is put aside waits with its bytes, on both databases."""

from __future__ import annotations

from bridges.mssante.inbox import next_waiting, quarantine
from care.mail.quarantine import discard, list_quarantined, load_quarantined, release
from care.runtime.units import Units
from tests.bridges.mssante.test_inbox import US, take
from tests.real.mail.bridge import letter


def test_quarantine_keeps_the_bytes_until_somebody_decides(units: Units) -> None:
    take(units, letter("un"), letter("deux"))
    with units.unit("x") as work:
        for number in (1, 2):
            assert quarantine(work, number, "mail-sender-untrusted")
        assert next_waiting(work.connection, work.keys, US) is None
        assert [number for number, _ in list_quarantined(work.connection, US)] == [1, 2]
        kept = load_quarantined(work.connection, work.keys, 1)
        assert kept is not None
        assert (kept.mail.source, kept.reason) == (letter("un"), "mail-sender-untrusted")
        assert release(work, 1)
        assert discard(work, 2)
        assert not discard(work, 1)
        assert load_quarantined(work.connection, work.keys, 1) is None
