"""`demo.json` is there, whole and private, exactly as long as it is true."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from deploy.demo.contract import (
    DemoAccount,
    DemoContract,
    DemoDirectoryApi,
    DemoHomeserver,
    DemoMail,
    DemoMailbox,
    DemoServer,
    published,
)

CONTRACT = DemoContract(
    DemoHomeserver("http://127.0.0.1:1", "cercle.localhost", "@intendance:x", "secret"),
    "http://127.0.0.1:2",
    [DemoAccount("@lou.exemple:x", "pw", "L. E. – patient", "patient", None, None)],
    {"directory": "@annuaire:x"},
    {"space": "!space", "pharmacists": "!ph", "announcements": "!an"},
    DemoDirectoryApi("http://127.0.0.1:2/fhir", "cercle_key"),
    DemoMail(
        DemoServer("127.0.0.1", 4),
        DemoServer("127.0.0.1", 3),
        [DemoMailbox("a@b.example", "pw", "!mail"), DemoMailbox("c@b.example", "pw", None)],
    ),
    "/tmp/demo/mail/authority.pem",
)


def test_has_exactly_the_keys_that_others_rely_on() -> None:
    content = json.loads(CONTRACT.as_json())
    assert set(content) == {
        *("homeserver", "web", "accounts", "bots", "rooms", "directory_api"),
        *("mail", "mail_authority"),
    }
    assert set(content["homeserver"]) == {"url", "server_name", "admin_user", "admin_password"}
    assert set(content["web"]) == {"url"}
    assert set(content["directory_api"]) == {"url", "api_key"}
    assert content["mail"] == {
        "smtp": {"host": "127.0.0.1", "port": 4},
        "imap": {"host": "127.0.0.1", "port": 3},
        "mailboxes": [
            {"address": "a@b.example", "password": "pw", "room_id": "!mail"},
            {"address": "c@b.example", "password": "pw", "room_id": None},
        ],
    }
    keys = {"user_id", "password", "display_name", "kind", "rpps", "profession"}
    assert set(content["accounts"][0]) == keys
    assert content["accounts"][0]["rpps"] is None


def test_is_private_and_goes_away(tmp_path: Path) -> None:
    path = tmp_path / "demo.json"
    with published(CONTRACT, path):
        assert path.stat().st_mode & 0o777 == 0o600
        assert json.loads(path.read_text(encoding="utf-8"))["bots"] == {"directory": "@annuaire:x"}
    assert list(tmp_path.iterdir()) == []


def test_goes_away_on_failure_too(tmp_path: Path) -> None:
    with pytest.raises(KeyError), published(CONTRACT, tmp_path / "demo.json"):
        raise KeyError
    assert list(tmp_path.iterdir()) == []
