"""The columns that we need exist in the national files."""

from __future__ import annotations

from care.directory.columns import ACTIVITIES, MAILBOXES, SKILLS, ActivityRow
from care.directory.headers import ACTIVITY_HEADER, MAILBOX_HEADER, SKILL_HEADER


def test_every_column_that_we_need_is_published() -> None:
    assert set(ACTIVITIES.columns) <= set(ACTIVITY_HEADER)
    assert set(SKILLS.columns) <= set(SKILL_HEADER)
    assert set(MAILBOXES.columns) <= set(MAILBOX_HEADER)


def test_a_row_names_each_of_them_in_order() -> None:
    row = ActivityRow(*ACTIVITIES.columns)
    assert row.national_id == "Identification nationale PP"
    assert row.commune_code == "Code commune (coord. structure)"
    assert row.sector_code == ACTIVITIES.columns[-1]
