"""Who plays in the demonstration: the cast of the synthetic directory, and those around it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from care.accounts.model import Account
from care.accounts.profession import profession_label
from care.directory.spelling import joined
from care.directory.synthetic import SyntheticPerson
from care.runtime.secrets import read_secret
from deploy.demo.contract import DemoAccount
from homeserver.layout import Layout

_OTHERS = Path(__file__).with_name("others.csv").read_text(encoding="utf-8")
_ACCOUNTS = 14
_PLAYERS = 2


def players(directory: Sequence[SyntheticPerson]) -> tuple[SyntheticPerson, SyntheticPerson]:
    """The two people of the story: their encryption keys belong to it, nobody logs in as them."""
    first, second = directory[_ACCOUNTS : _ACCOUNTS + _PLAYERS]
    return first, second


def accounts_csv(directory: Sequence[SyntheticPerson]) -> bytes:
    """The accounts file: the first of the directory, then one of each other kind."""
    text = io.StringIO(newline="")
    text.write(_OTHERS)
    writer = csv.writer(text, delimiter=";")
    for person in directory[: _ACCOUNTS + _PLAYERS]:
        writer.writerow(
            (
                localpart(person),
                person.family_name.capitalize(),
                person.given_name.capitalize(),
                person.profession_code,
                person.rpps,
                "professionnel",
                "",
            )
        )
    return text.getvalue().encode()


def localpart(person: SyntheticPerson) -> str:
    """The beginning of their Matrix id: `alice.fictif`."""
    return f"{joined(person.given_name)}.{joined(person.family_name)}"


def list_accounts(
    accounts: Sequence[Account], layout: Layout, hidden: frozenset[str]
) -> list[DemoAccount]:
    """The accounts to log in as, with their passwords; without the `hidden` localparts."""
    return [
        _demo_account(account, layout)
        for account in accounts
        if _localpart_of(account) not in hidden
    ]


def _demo_account(account: Account, layout: Layout) -> DemoAccount:
    return DemoAccount(
        user_id=account.user_id,
        password=read_secret(layout.first_password(_localpart_of(account))),
        display_name=account.display_name,
        kind=account.kind.value,
        rpps=account.rpps,
        profession=profession_label(account.profession_code or ""),
    )


def _localpart_of(account: Account) -> str:
    return account.user_id.removeprefix("@").partition(":")[0]
