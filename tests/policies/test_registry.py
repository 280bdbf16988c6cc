"""Accounts files that are damaged, lost or new: nothing opens, and nobody is locked out."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from care.access.people import STRANGER, Account, Kind
from care.access.registry_file import render_registry
from policies.registry import AccountRegistry
from policies.settings import PolicySettings
from tests.policies.house import CLIENT, SEALED, House, everybody, user

PRO = Kind.PROFESSIONAL


def registry(file: Path) -> AccountRegistry:
    bots, operators = frozenset({"@bot:here"}), frozenset({"@root:here"})
    return AccountRegistry(PolicySettings(file, bots, operators), "here")


def test_bots_and_operators_are_what_the_configuration_says(tmp_path: Path) -> None:
    file = tmp_path / "accounts.json"
    demoted = {"@bot:here": Account(Kind.PATIENT, "Annuaire"), "@root:here": Account(Kind.PATIENT)}
    file.write_text(render_registry(demoted))
    known = registry(file)
    assert known.account("@bot:here") == Account(Kind.BOT, "Annuaire")
    assert known.kind("@root:here") is Kind.OPERATOR


def test_people_of_other_servers_are_partners_whatever_the_file_says(tmp_path: Path) -> None:
    file = tmp_path / "accounts.json"
    file.write_text(render_registry({"@a:there": Account(Kind.COORDINATOR)}))
    assert registry(file).kind("@a:there") is Kind.PARTNER


def test_without_a_file_people_are_strangers(tmp_path: Path) -> None:
    known = registry(tmp_path / "absent.json")
    assert known.account("@a:here") == STRANGER
    assert known.kind("@bot:here") is Kind.BOT


def test_a_damaged_file_is_reported_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = tmp_path / "accounts.json"
    file.write_bytes(b"\xff\xfe not a text")
    known = registry(file)
    with caplog.at_level(logging.ERROR, "cercle.policies"):
        for _ in range(3):
            assert known.kind("@a:here") is Kind.UNKNOWN
    assert len(caplog.records) == 1


class RegistryTest(House):
    """The file changes under a running server."""

    def creates(self, kind: Kind) -> bool:
        return self.ask(kind, "POST", f"{CLIENT}/createRoom", {})[0] == 200

    def writes(self, kind: Kind) -> bool:
        return self.send(kind, self.conversation, "m.room.encrypted", SEALED)[0] == 200

    def test_a_damaged_file_leaves_everyone_what_they_were(self) -> None:
        assert self.creates(PRO)
        for damaged in ("", "{", "[]", '{"version": 1}', render_registry(everybody())[:-9]):
            self.accounts_file.write_text(damaged)
            assert self.creates(PRO)
            assert not self.creates(Kind.PATIENT)

    def test_a_lost_file_leaves_everyone_what_they_were(self) -> None:
        assert self.creates(PRO)
        self.accounts_file.unlink()
        assert self.creates(PRO)

    def test_a_new_file_counts_at_once(self) -> None:
        self.record(everybody() | {user(Kind.PATIENT): Account(PRO), user(PRO): Account(Kind.BOT)})
        assert self.creates(Kind.PATIENT)
        self.record(everybody())
        assert not self.creates(Kind.PATIENT)


class WithoutAccountsFileTest(House):
    """A first start, or a restore that forgot the file."""

    def record(self, accounts: dict[str, Account]) -> None:
        """There is no file at all."""

    def test_people_read_and_write_but_open_nothing(self) -> None:
        for kind in (PRO, Kind.COORDINATOR, Kind.PATIENT):
            assert self.send(kind, self.conversation, "m.room.encrypted", SEALED)[0] == 200
            assert self.ask(kind, "POST", f"{CLIENT}/createRoom", {})[0] == 403

    def test_assistants_and_operators_work_as_ever(self) -> None:
        for kind in (Kind.BOT, Kind.OPERATOR):
            self.create_room(kind)
