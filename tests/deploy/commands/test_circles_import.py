"""`cercle circles import`: the whole file or nothing, twice the same, nothing shown of anybody."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import func, select

from care.accounts.model import Account, AccountKind
from care.accounts.store import save_account
from care.circles.store import circles_of
from care.circles.tables import CIRCLES
from care.runtime.errors import Refusal, SettingsError
from care.runtime.timers import load_due
from deploy.opened import open_territory
from tests.deploy.commands.circles_on_disk import make_territory, run
from tests.deploy.test_circles_file import HEADING

GOOD = (
    "SPECIMEN;Lucie;01/12/1935;F;76351;235127635107774;1.2.250.1.213.1.4.10;"
    "02 00 00 00 31;;1;Alba Nouvel médecin traitant, Ines Neuve"
)
OTHER = "MODELE;Pierre;02/03/1955;M;;;;;;4;Ines Neuve infirmière"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_territory(tmp_path)
    settings = tmp_path / "territory.toml"
    settings.write_text(f"{settings.read_text()}\n[circles]\ninvented_identities = true\n")
    with open_territory(tmp_path) as opened, opened.units.unit("people") as work:
        server = opened.territory.territory.server_name
        for name, kind, shown, code in (
            ("alba", AccountKind.PROFESSIONAL, "NOUVEL Alba – médecin", "10"),
            ("ines", AccountKind.PROFESSIONAL, "NEUVE Ines – infirmière", "60"),
            ("camille", AccountKind.COORDINATOR, "RELAIS Camille – coordination", None),
        ):
            account = Account(f"@{name}:{server}", kind, shown, profession_code=code)
            save_account(work.connection, account)
    return tmp_path


def _count(folder: Path) -> int:
    with open_territory(folder) as opened, opened.database.begin() as connection:
        return connection.execute(select(func.count()).select_from(CIRCLES)).scalar_one()


def _import(folder: Path, *lines: str, by: str = "camille", dry_run: bool = False) -> Result:
    file = folder / "cercles.csv"
    file.write_text("\n".join((HEADING, *lines)), encoding="utf-8")
    options = ["--dry-run"] if dry_run else []
    return run(folder, "circles", "import", str(file), "--by", by, *options)


def test_a_dry_run_changes_nothing_and_names_nobody(folder: Path) -> None:
    before = _count(folder)
    ran = _import(folder, GOOD, OTHER, dry_run=True)
    assert ran.exit_code == 0
    assert ": 2" in ran.output.replace("\u00a0", " ")
    assert "SPECIMEN" not in ran.output
    assert _count(folder) == before


def test_circles_are_opened_once_for_those_who_will_read_them(folder: Path) -> None:
    before = _count(folder)
    assert _import(folder, GOOD, OTHER).exit_code == 0
    assert _import(folder, GOOD, OTHER).exit_code == 0
    assert _count(folder) == before + 2
    with open_territory(folder) as opened, opened.units.unit("look") as work:
        server = opened.territory.territory.server_name
        assert len(circles_of(work.connection, f"@ines:{server}")) == 2
        assert circles_of(work.connection, f"@camille:{server}") == []
        assert load_due(work.connection, [f"@liaison:{server}"], work.now)


def test_one_wrong_line_and_nothing_is_kept(folder: Path) -> None:
    before = _count(folder)
    ran = _import(folder, GOOD, OTHER.replace("Ines Neuve infirmière", "Zorglub"))
    assert isinstance(ran.exception, SettingsError)
    assert "Ligne 3" in str(ran.exception)
    assert "MODELE" not in str(ran.exception)
    assert _count(folder) == before


def test_only_coordination_and_secretariats_may(folder: Path) -> None:
    ran = _import(folder, GOOD, by="alba")
    assert isinstance(ran.exception, Refusal)
    assert ran.exception.reason == "circles-import-by"
