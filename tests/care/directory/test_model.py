"""An import tells whether it changed anything."""

from __future__ import annotations

import pytest

from care.directory.model import Edition, ImportReport
from tests.care.directory.territory import NOW

EDITION = Edition(1, NOW, NOW, people=1, rows=1)


@pytest.mark.parametrize(
    ("report", "changed"),
    [
        (ImportReport(EDITION), False),
        (ImportReport(EDITION, skipped=2), False),
        (ImportReport(EDITION, added=1), True),
        (ImportReport(EDITION, removed=1), True),
        (ImportReport(EDITION, updated=1), True),
    ],
)
def test_a_report_says_whether_anyone_changed(report: ImportReport, changed: bool) -> None:
    assert report.changed is changed
