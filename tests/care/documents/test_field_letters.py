"""Files, headers, texts, alphabets of the field: each card says whose, by whom, and shows all."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from care.documents.model import Form
from care.standards.cda.reason import CdaFault
from tests.care.documents.field.case import Case, show
from tests.care.documents.field.checking import check
from tests.care.documents.field.letters import (
    ALPHABETS,
    BODY,
    FAX,
    FILES,
    HEADERS,
    INS,
    TEXTS,
    picture,
)
from tests.care.documents.field.pieces import Sheet, file_of, patient


@pytest.mark.parametrize("case", (*FILES, *HEADERS, *TEXTS, *ALPHABETS), ids=lambda case: case.name)
def test_what_is_read(case: Case) -> None:
    check(case)


@pytest.mark.parametrize(("content", "pages"), [(FAX, 3), (picture("TIFF"), 1)])
def test_no_page_of_a_fax_is_lost(content: bytes, pages: int) -> None:
    shown = show(Sheet(file_of(content, 'mediaType="image/tiff"')).raw)
    with pikepdf.open(BytesIO(dict(shown.ready.files)[Form.RENDERED])) as opened:
        assert sum(len(page.get_images()) for page in opened.pages) == pages


def test_two_numbers_of_two_people_are_told() -> None:
    other = INS.replace("284067635112353", "155035960604289")
    assert CdaFault.SEVERAL_INS in show(Sheet(BODY, who=patient(INS + other)).raw).read.faults
