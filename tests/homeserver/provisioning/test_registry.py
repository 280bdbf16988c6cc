"""The policies learn who is what, bots and operator included."""

from __future__ import annotations

from pathlib import Path

from care.access.people import Account as KnownAccount
from care.access.people import Kind
from care.access.registry_file import parse_registry, render_registry
from care.accounts.model import Account, AccountKind
from care.runtime.secrets import write_secret
from homeserver.layout import Layout
from homeserver.provisioning.registry import write_registry
from tests.real.servers import small_territory

PAUL = Account("@paul:cercle.test", AccountKind.PATIENT, "P. I. – patient")


def test_everybody_is_told(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    write_registry(small_territory(), layout, [PAUL])
    registry = parse_registry(layout.accounts.read_text())
    assert registry.unreadable == 0
    kinds = {user_id: account.kind for user_id, account in registry.accounts.items()}
    assert kinds["@paul:cercle.test"] is Kind.PATIENT
    assert kinds["@annuaire:cercle.test"] is Kind.BOT
    assert kinds["@intendance:cercle.test"] is Kind.OPERATOR
    assert registry.accounts["@paul:cercle.test"].display_name == "P. I. – patient"


def test_every_kind_of_account_is_one_that_the_policies_know(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    people = [Account(f"@{kind}:cercle.test", kind, "Nom") for kind in AccountKind]
    write_registry(small_territory(), layout, people)
    registry = parse_registry(layout.accounts.read_text())
    for kind in AccountKind:
        assert registry.accounts[f"@{kind}:cercle.test"].kind.value == kind.value


def test_the_file_is_left_alone_when_nothing_changed(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    write_registry(small_territory(), layout, [PAUL])
    before = layout.accounts.stat()
    write_registry(small_territory(), layout, [PAUL])
    after = layout.accounts.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    write_registry(small_territory(), layout, [])
    assert layout.accounts.stat().st_ino != before.st_ino


def test_an_assistant_that_an_administrator_wrote_stays_one(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    known = {"@garde:cercle.test": KnownAccount(Kind.BOT, "Garde (assistant)")}
    write_secret(layout.accounts, render_registry(known))
    write_registry(small_territory(), layout, [PAUL])
    registry = parse_registry(layout.accounts.read_text())
    assert registry.accounts["@garde:cercle.test"].kind is Kind.BOT


def test_a_damaged_file_is_written_anew(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    write_secret(layout.accounts, "{")
    write_registry(small_territory(), layout, [PAUL])
    assert parse_registry(layout.accounts.read_text()).accounts
