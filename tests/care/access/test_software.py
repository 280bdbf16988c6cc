"""Programs see less than people, and never the urgent phone."""

from __future__ import annotations

from care.access.directory import Field, visible_fields
from care.access.people import Kind
from care.access.software import SOFTWARE_SEES, can_software_see


def test_never_the_urgent_phone_nor_what_was_said_in_private() -> None:
    for field in (Field.URGENT_PHONE, Field.EMAIL, Field.BIO, Field.ABSENCE, Field.ACCOUNT):
        assert not can_software_see(field)


def test_never_more_than_a_secretary_sees() -> None:
    assert visible_fields(Kind.SECRETARY, alone=False) >= SOFTWARE_SEES
