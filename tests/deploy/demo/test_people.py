"""The cast: enough professionals, one of each other kind, and two players nobody logs in as."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from care.accounts.model import AccountKind
from care.directory.synthetic_files import write_synthetic_files
from care.runtime.secrets import write_secret
from deploy.demo.people import accounts_csv, list_accounts, localpart, players
from homeserver.layout import Layout
from homeserver.provisioning.accounts_csv import parse_accounts


def test_the_file_is_one_that_provisioning_accepts(tmp_path: Path) -> None:
    file = parse_accounts(accounts_csv(write_synthetic_files(tmp_path)))
    assert file.errors == ()
    kinds = Counter(person.kind for person in file.people)
    assert kinds[AccountKind.PROFESSIONAL] >= 12
    assert all(kinds[kind] == 1 for kind in AccountKind if kind is not AccountKind.PROFESSIONAL)


def test_professionals_are_people_of_the_directory(tmp_path: Path) -> None:
    directory = write_synthetic_files(tmp_path)
    people = parse_accounts(accounts_csv(directory)).people
    assert {p.rpps for p in people if p.rpps} <= {one.rpps for one in directory}
    assert len({p.profession_code for p in people if p.rpps}) >= 5


def test_players_are_hidden_and_others_have_their_password(tmp_path: Path) -> None:
    directory = write_synthetic_files(tmp_path)
    layout = Layout(tmp_path / "homeserver")
    people = parse_accounts(accounts_csv(directory)).people
    for person in people:
        write_secret(layout.first_password(person.localpart), f"password of {person.localpart}")
    hidden = frozenset(localpart(one) for one in players(directory))
    accounts = [person.account("cercle.localhost") for person in people]
    shown = list_accounts(accounts, layout, hidden)
    assert len(shown) == len(accounts) - 2
    assert not hidden & {one.user_id.removeprefix("@").partition(":")[0] for one in shown}
    alice = next(one for one in shown if one.user_id.startswith("@alice.fictif:"))
    assert (alice.profession, alice.password) == ("médecin", "password of alice.fictif")
    patient = next(one for one in shown if one.kind == "patient")
    assert (patient.rpps, patient.profession) == (None, None)
