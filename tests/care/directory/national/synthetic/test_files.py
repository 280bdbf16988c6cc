"""The three files of an invented country."""

from __future__ import annotations

import hashlib
from pathlib import Path

from care.directory.columns import ACTIVITIES, MAILBOXES, SKILLS
from care.directory.national.synthetic.files import generate_national_files
from care.directory.national_files import RowCount, find_file


def _digests(folder: Path) -> list[str]:
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())]


def test_the_same_for_the_same_seed(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        generate_national_files(tmp_path / name, 1_500, seed)
    assert _digests(tmp_path / "one") == _digests(tmp_path / "again")
    assert _digests(tmp_path / "one")[0] != _digests(tmp_path / "other")[0]


def test_they_read_as_the_national_files(country: Path) -> None:
    count = RowCount()
    people = {row[2] for row in find_file(country, ACTIVITIES).rows(count)}
    assert (count.good, count.stray) == (20_000, 0)
    skilled = {row[0] for row in find_file(country, SKILLS).rows(RowCount())}
    assert skilled <= people
    boxes = list(find_file(country, MAILBOXES).rows(RowCount()))
    owners = {row[2] for row in boxes if row[0] == "PER"}
    assert owners <= people
    assert 0.2 < len(owners) / len(people) < 0.28
    assert any(row[0] == "ORG" for row in boxes)


def test_the_rows_of_a_person_do_not_always_follow_each_other(country: Path) -> None:
    seen: dict[str, int] = {}
    apart = 0
    for rank, row in enumerate(find_file(country, ACTIVITIES).rows(RowCount())):
        apart += rank - seen.get(row[2], rank) > 3
        seen[row[2]] = rank
    assert apart > 0
