"""National files: every harmless change is accepted, every doubtful file refused as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from care.directory.national_files import FileKind, RowCount, UnusableFile, find_file

KIND = FileKind("Essai", ("Identifiant d'exercice", "Nom"))
HEADER = "Nom|Autre|Identifiant d'exercice|Fin"
ROWS = ["DUPONT|x|1|f", "LEFÈBVRE|x|2|f", "|x|3|f"]


def read(folder: Path, content: bytes) -> list[tuple[str, ...]]:
    (folder / "Essai_202611120600.txt").write_bytes(content)
    return list(find_file(folder, KIND).rows(RowCount()))


def lines(*rows: str, header: str = HEADER, end: str = "\n") -> bytes:
    return (end.join((header, *rows)) + end).encode()


EXPECTED = [("1", "DUPONT"), ("2", "LEFÈBVRE"), ("3", "")]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(lines(*ROWS), id="as published"),
        pytest.param(lines(*ROWS, end="\r\n"), id="lines end as on Windows"),
        pytest.param(b"\xef\xbb\xbf" + lines(*ROWS), id="byte order mark"),
        pytest.param(lines(*ROWS)[:-1], id="no end of line after the last row"),
        pytest.param(
            lines(*ROWS, header="NOM |Autre|Identifiant  d’exercice|Fin"), id="header spelled apart"
        ),
        pytest.param(
            lines(*(row + "|" for row in ROWS), header=HEADER + "|"), id="a trailing separator"
        ),
        pytest.param(
            lines(*(f"{row}|new" for row in ROWS), header=HEADER + "|Nouvelle"), id="column added"
        ),
        pytest.param(
            lines("x|1|DUPONT", "x|2|LEFÈBVRE", "x|3|", header="Fin|Identifiant d'exercice|Nom"),
            id="columns moved",
        ),
    ],
)
def test_harmless_changes_are_accepted(tmp_path: Path, content: bytes) -> None:
    assert read(tmp_path, content) == EXPECTED


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "file-column-missing"),
        (lines(*ROWS, header="Nom|Autre|Identifiant|Fin"), "file-column-missing"),
        (lines(*ROWS).decode().encode("latin-1"), "file-encoding"),
        (lines(*ROWS).decode().encode("utf-16"), "file-encoding"),
        (lines(*ROWS)[:-6], "file-truncated"),
        (lines(*ROWS, "VASSE|x"), "file-truncated"),
        (lines("DUPONT|x|1|f", "VASSE|x", *ROWS[1:]), "file-damaged"),
        (lines("DUPONT|x|1|f", "VAS|SE|x|2|f|more", *ROWS[1:]), "file-damaged"),
        (lines("DUPONT|1")[:-2], "file-truncated"),
    ],
)
def test_doubtful_files_are_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(UnusableFile) as refused:
        read(tmp_path, content)
    assert refused.value.reason == reason


def test_a_value_of_ours_cut_at_the_very_end_is_noticed(tmp_path: Path) -> None:
    whole = lines("x|1|DUPONT", header="Fin|Identifiant d'exercice|Nom")
    with pytest.raises(UnusableFile, match="file-truncated"):
        read(tmp_path, whole[:-4])


def test_a_character_cut_in_two_is_a_cut_file(tmp_path: Path) -> None:
    whole = lines("x|1|f|LEFÈ", header=HEADER)
    with pytest.raises(UnusableFile, match="file-truncated"):
        read(tmp_path, whole[: whole.index("È".encode()) + 1])


def test_one_stray_row_in_thousands_is_left_out_and_counted(tmp_path: Path) -> None:
    many = [f"NOM|x|{number}|f" for number in range(2000)]
    (tmp_path / "Essai_202611120600.txt").write_bytes(lines(*many[:9], "STRAY|x", *many[9:]))
    count = RowCount()
    assert len(list(find_file(tmp_path, KIND).rows(count))) == 2000
    assert (count.good, count.stray) == (2000, 1)


def test_the_newest_file_counts_and_its_date_is_in_its_name(tmp_path: Path) -> None:
    for stamp in ("202611100600", "202611120615", "202699999999", "20261113"):
        (tmp_path / f"Essai_{stamp}.txt").touch()
    assert find_file(tmp_path, KIND).published_at.isoformat() == "2026-11-12T06:15:00+00:00"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile) as refused:
        find_file(tmp_path, KIND)
    assert refused.value.reason == "file-missing"
    assert "Essai" in str(refused.value.facts["file"])


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Essai_202611120600.txt").mkdir()
    with pytest.raises(UnusableFile, match="file-unreadable"):
        list(find_file(tmp_path, KIND).rows(RowCount()))
