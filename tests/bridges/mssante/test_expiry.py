"""What ends is told ahead, once per stage."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bridges.mssante.embedded.authority import LocalAuthority
from bridges.mssante.expiry import Ending, find_endings, list_ending, stage_of, warn
from bridges.mssante.tls import TlsFiles
from bridges.mssante.white_list.document import WhiteList
from care.mail.model import Expiring
from care.runtime.clock import ManualClock
from care.runtime.units import Units
from tests.bridges.mssante.watching import Memory

US = "a@b.example"


def test_the_files_say_when_they_end(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    authority = LocalAuthority(tmp_path, now)
    client = authority.client(US, lasts=timedelta(days=20))
    files = TlsFiles(
        authority.file,
        authority.revoke([], lasts=timedelta(days=3)),
        client.certificate,
        client.key,
    )
    found = {ending.what: (ending.at - now).days for ending in find_endings(US, files)}
    assert found == {
        Expiring.CERTIFICATE: 19,
        Expiring.AUTHORITY: 364,
        Expiring.REVOCATIONS: 2,
    }
    assert find_endings(US, TlsFiles(tmp_path / "absent.pem")) == []


@pytest.mark.parametrize(
    ("what", "days", "stage"),
    [
        (Expiring.CERTIFICATE, 31, None),
        (Expiring.CERTIFICATE, 30, 30),
        (Expiring.CERTIFICATE, 8, 14),
        (Expiring.CERTIFICATE, -5, 0),
        (Expiring.REVOCATIONS, 1, None),
        (Expiring.REVOCATIONS, -1, 0),
        (Expiring.WHITE_LIST, 1, None),
        (Expiring.WHITE_LIST, 0, 0),
    ],
)
def test_each_has_its_stages(what: Expiring, days: int, stage: int | None) -> None:
    now = datetime(2030, 1, 7, tzinfo=UTC)
    assert stage_of(Ending(US, what, now + timedelta(days=days)), now) == stage


def test_it_is_told_once_per_stage_until_renewed(units: Units, clock: ManualClock) -> None:
    memory = Memory()
    ending = Ending(US, Expiring.CERTIFICATE, clock.now() + timedelta(days=32))
    for _ in range(80):
        with units.unit("x") as work:
            warn(work, memory, [ending])
        clock.advance(timedelta(hours=12))
    assert [warning.days for warning in memory.warnings] == [30, 14, 7, 3, 1, 0]
    renewed = Ending(US, Expiring.CERTIFICATE, clock.now() + timedelta(days=10))
    with units.unit("x") as work:
        warn(work, memory, [renewed])
    assert len(memory.warnings) == 7


def test_a_list_of_last_week_is_too_old() -> None:
    made = datetime(2030, 1, 7, tzinfo=UTC)
    ending = list_ending(WhiteList(made, {}))
    assert stage_of(ending, made + timedelta(days=6)) is None
    assert stage_of(ending, made + timedelta(days=8)) == 0
