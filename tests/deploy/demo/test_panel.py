"""The panel shows where to connect, as whom, and what to try, even on a narrow terminal."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path

import pytest
from rich.console import Console

from deploy.demo.contract import (
    DemoAccount,
    DemoContract,
    DemoDirectoryApi,
    DemoHomeserver,
    DemoMail,
    DemoServer,
)
from deploy.demo.layout import DemoLayout
from deploy.demo.panel import show_panel
from deploy.demo.running import RunningDemo
from deploy.state import TerritoryFolder
from tests.real.servers import small_territory


def account(localpart: str, profession: str | None, kind: str = "professional") -> DemoAccount:
    rpps = "10199900373" if profession else None
    return DemoAccount(f"@{localpart}:x", f"pw-{localpart}", localpart, kind, rpps, profession)


ACCOUNTS = [
    account("lou", None, "patient"),
    account("alice", "médecin"),
    account("celine", "médecin"),
    account("paul", "pharmacien"),
    account("camille", None, "coordinator"),
]


@pytest.mark.parametrize("width", [60, 120])
async def test_what_someone_needs_is_there(tmp_path: Path, width: int) -> None:
    homeserver = DemoHomeserver("http://127.0.0.1:9000", "x", "@intendance:x", "secret-of-admin")
    fhir = DemoDirectoryApi("http://127.0.0.1:9001/fhir", "cercle_key")
    mail = DemoMail(DemoServer("127.0.0.1", 9004), DemoServer("127.0.0.1", 9003), [])
    contract = DemoContract(homeserver, "http://127.0.0.1:9001", ACCOUNTS, {}, {}, fhir, mail, "")
    idle = asyncio.create_task(asyncio.sleep(0))
    demo = RunningDemo(TerritoryFolder(tmp_path), small_territory(), contract, [], idle)
    shown = io.StringIO()
    show_panel(Console(file=shown, width=width), demo, DemoLayout(tmp_path))
    await idle
    text = shown.getvalue()
    for needed in ("http://127.0.0.1:9000", "pw-alice", "pw-paul", "pw-camille", "kiné", "Ctrl-C"):
        assert needed in text
    assert "Liaison" in text
    assert "9003" in text
    assert "9004" in text
    assert "pw-celine" not in text
    assert "secret-of-admin" not in text
