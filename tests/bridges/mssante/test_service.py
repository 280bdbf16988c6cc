"""All the mailboxes together: alone each, said by nobody."""

from __future__ import annotations

import io
from functools import partial
from pathlib import Path

import pytest
from prometheus_client import REGISTRY, generate_latest

from bridges.mssante.service import open_shelf
from care.matrix.account_lock import served_alone
from care.runtime.errors import SettingsError
from care.runtime.logs import setup_logs
from care.runtime.mail_settings import WhiteListSource
from tests.real.mail.bridge import eventually, letter, open_bridge, running
from tests.real.mail.operators import LABORATORY, PRACTICE, EmbeddedOperator
from tests.real.mail.test_contract import draft

US = PRACTICE.address

# Other tests of the same process count under the names of their accounts.
_OURS = "cercle_mail_"


async def test_two_processes_do_not_serve_one_mailbox(
    embedded: EmbeddedOperator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    impatient = partial(served_alone, patience=0.2)
    monkeypatch.setattr("bridges.mssante.service.served_alone", impatient)
    bridge, second = open_bridge(embedded, tmp_path), open_bridge(embedded, tmp_path)
    async with running(bridge):
        await embedded.deliver(US, letter("un"))
        await eventually(lambda: bool(bridge.notes("mail")))
        with pytest.raises(ExceptionGroup) as refused:
            await second.service.run()
        assert refused.group_contains(SettingsError)


async def test_neither_logs_nor_metrics_tell_an_address_or_a_word(
    embedded: EmbeddedOperator, tmp_path: Path
) -> None:
    logs = io.StringIO()
    setup_logs(logs, level="debug")
    bridge = open_bridge(embedded, tmp_path)
    async with running(bridge):
        await embedded.deliver(US, letter("CANARI secret"))
        await embedded.deliver(US, letter("break CANARI"))
        await embedded.deliver(US, letter("CANARI inconnu", sender="canari@ailleurs.example"))
        await eventually(lambda: bridge.service.shelf.is_ready)
        mail = draft(bridge, "e", "CANARI", LABORATORY.address)
        sent = bridge.send("e", [LABORATORY.address], mail)
        await eventually(lambda: bridge.states(sent)[LABORATORY.address] == "delivered")
        await eventually(lambda: len(bridge.notes("aside")) == 2)
        for connection in list(embedded._office.imap._writers):
            connection.transport.abort()
        (tmp_path / "password").write_text("CANARI")
        await eventually(lambda: "login_refused" in logs.getvalue())
    ours = [line for line in generate_latest(REGISTRY).decode().splitlines() if _OURS in line]
    said = logs.getvalue() + "\n".join(ours)
    assert len(ours) > 10
    assert "mail_put_aside" in said
    for word in ("canari", "@", "mssante.example", "zerodivision: "):
        assert word not in said.lower(), word


def test_a_list_without_authority_is_a_settings_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="white_list"):
        open_shelf(WhiteListSource(), tmp_path, tmp_path)
