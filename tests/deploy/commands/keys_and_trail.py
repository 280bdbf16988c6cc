"""A territory on disk with something sealed and something done."""

from __future__ import annotations

import shutil
from pathlib import Path

from click.testing import Result
from typer.testing import CliRunner

from care.accounts.model import Account, AccountKind
from care.accounts.store import save_account
from care.accounts.tables import ACCOUNTS
from care.audit.model import Entry, Face, Kind
from care.audit.store import record
from care.runtime.outgoing import Address, Say
from deploy.cli import build
from deploy.opened import open_territory

EXAMPLE = Path(__file__).resolve().parents[3] / "territory.example.toml"
NURSE = "@nurse:cpts.example"
CANARY = "SERIN-1948"


def make_territory(folder: Path) -> str:
    """A territory in `folder` where a nurse opened a circle; returns her opaque id."""
    shutil.copy(EXAMPLE, folder / "territory.toml")
    with open_territory(folder) as opened, opened.units.unit("$cause") as work:
        nurse = Account(NURSE, AccountKind.PROFESSIONAL, "FICTIF Marie – infirmière")
        save_account(work.connection, nurse)
        row = work.connection.execute(ACCOUNTS.select()).one()
        on = {"circle": "c1", "patient": "p1"}
        record(work, Entry("circle.opened", Kind.CARE, row.account_id, Face.ROOM, **on,
                           details={"name": CANARY, "reason": "retour à domicile"}))  # fmt: skip
        record(work, Entry("unheard.of", Kind.ACCESS, row.account_id, Face.PAGE, **on))
        work.send("@bot", Say(Address(room_id="!room"), CANARY))
        return str(row.account_id)


def run(folder: Path, *order: str) -> Result:
    """`cercle …` on that territory."""
    return CliRunner().invoke(build(), [*order, "--state", str(folder)])
