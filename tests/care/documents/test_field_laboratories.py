"""Laboratory reports as laboratories send them: the card says what a clinician must read."""

from __future__ import annotations

import pytest

from tests.care.documents.field.case import Case
from tests.care.documents.field.checking import check
from tests.care.documents.field.laboratories import LABORATORIES


@pytest.mark.parametrize("case", LABORATORIES, ids=lambda case: case.name)
def test_what_is_read(case: Case) -> None:
    check(case)
