"""The headers are those of the national files."""

from __future__ import annotations

from care.directory.headers import ACTIVITY_HEADER, MAILBOX_HEADER, SKILL_HEADER


def test_each_file_has_its_number_of_columns() -> None:
    for header, count in ((ACTIVITY_HEADER, 56), (SKILL_HEADER, 13), (MAILBOX_HEADER, 31)):
        assert len(header) == len(set(header)) == count
        assert all(name == name.strip() for name in header)
    assert ACTIVITY_HEADER[36] == "Code commune (coord. structure)"
