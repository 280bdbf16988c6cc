"""The synthetic files have the real format, to the byte the same each time."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from care.directory.synthetic_files import write_synthetic_files


def test_three_files_the_same_each_time(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_synthetic_files(
            tmp_path / name, seed=5, people=60, published=datetime(2026, 9, 1, 5, 30, tzinfo=UTC)
        )
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert names == [
        "Extraction_Correspondance_MSSante_202609010530.txt",
        "PS_LibreAcces_Personne_activite_202609010530.txt",
        "PS_LibreAcces_SavoirFaire_202609010530.txt",
    ]
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_every_row_is_as_wide_as_its_header(tmp_path: Path) -> None:
    write_synthetic_files(tmp_path, people=60)
    widths = {
        path.name.split("_2")[0]: {line.count("|") for line in path.read_text().splitlines()}
        for path in tmp_path.iterdir()
    }
    assert widths == {
        "PS_LibreAcces_Personne_activite": {55},
        "PS_LibreAcces_SavoirFaire": {12},
        "Extraction_Correspondance_MSSante": {30},
    }


def test_some_have_several_rows_and_some_work_elsewhere(tmp_path: Path) -> None:
    inside = write_synthetic_files(tmp_path, people=60)
    (path,) = tmp_path.glob("PS_LibreAcces_Personne_activite_*")
    rows = path.read_text(encoding="utf-8").splitlines()[1:]
    assert len(inside) == 60
    assert len({row.split("|")[1] for row in rows}) == 65
    assert len(rows) == 75
