"""Whatever is too long, in any place of a document: its card is written all the same."""

from __future__ import annotations

import re

import pytest

from tests.care.documents.field.case import show
from tests.care.documents.field.pieces import (
    LOINC,
    Sheet,
    author,
    battery,
    expected,
    file_of,
    laboratory,
    part,
    person,
    quantity,
    seen,
    structured,
)

LONG = "&amp; long " * 900
LATER = (
    f"<custodian><assignedCustodian><representedCustodianOrganization><name>{LONG}</name>"
    "</representedCustodianOrganization></assignedCustodian></custodian>"
)
JUDGED = (
    f'<interpretationCode nullFlavor="OTH"><originalText>{LONG}</originalText></interpretationCode>'  # noqa: E501
)
RESULT = seen(
    LONG, quantity("5", LONG.replace("&amp; ", "")), "HH",
    JUDGED + expected("1", "2", head=f"<text>{LONG}</text>")
    + expected("3", "4", head=f"<text>{LONG}</text>"),
)  # fmt: skip
PLACES = {
    "a title": Sheet(structured(part(LONG, LONG)), title=f"<title>{LONG}</title>"),
    "a type": Sheet(structured(part("x", "y")), code=(
        f'<code code="99999-9" codeSystem="{LOINC}" displayName="{LONG}"/>')),
    "authors": Sheet(structured(part("x", "y")), authors=3 * author(
        person(f"<given>{LONG}</given><family>{LONG}</family>"), LONG), rest=LATER),
    "results": Sheet(laboratory(*(battery(LONG, battery(LONG, RESULT)) for _ in range(3)),
                                title=LONG)),
    "a media type": Sheet(file_of(b"x", f'mediaType="application/{LONG}"')),
    "versions": Sheet(structured(part("x", "y")), versions=(
        f'<setId root="{LONG}" extension="{LONG}"/><versionNumber value="{"9" * 3_000}"/>')),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_its_card_is_written(place: str) -> None:
    shown = show(PLACES[place].raw)
    assert "n° 1" in shown.card
    assert len(shown.card) < 20_000
    assert not re.search(r"&(?!amp;|lt;|gt;|\s|$)\w", shown.card)
