"""Every cell of who sees what of a card, said again in full."""

from __future__ import annotations

import pytest

from care.access.directory import (
    UNLISTED,
    VISIBILITY,
    Field,
    Finding,
    Sight,
    can_find_unlisted,
    can_see,
    visible_fields,
)
from care.access.people import Kind

KINDS = [kind.value for kind in Kind]
TABLE = """
identity         yes   yes yes yes yes yes yes yes yes
public_phone     yes   yes yes yes yes yes yes yes yes
secretary_phone  yes   yes yes yes yes yes yes yes yes
urgent_phone     alone no  no  no  no  no  no  no  no
email            yes   yes yes no  no  no  no  no  no
mailbox          yes   yes yes no  no  no  no  no  no
languages        yes   yes yes yes yes yes yes yes yes
hours            yes   yes yes yes yes yes yes yes yes
absence          yes   yes yes yes yes yes yes yes yes
access           yes   yes yes yes yes yes yes yes yes
bio              yes   yes yes yes yes yes yes yes yes
account          yes   yes yes no  no  no  no  no  no
"""
CELLS = [
    (Field(field), Kind(kind), Sight(sight))
    for field, *sights in map(str.split, TABLE.strip().splitlines())
    for kind, sight in zip(KINDS, sights, strict=True)
]


def test_the_table_is_whole() -> None:
    assert {(field, kind) for field, kind, _ in CELLS} == {(f, k) for f in Field for k in Kind}


@pytest.mark.parametrize(("field", "kind", "sight"), CELLS)
def test_cell(field: Field, kind: Kind, sight: Sight) -> None:
    assert VISIBILITY[field][kind] is sight
    assert can_see(kind, field, alone=True) is (sight is not Sight.NO)
    assert can_see(kind, field, alone=False) is (sight is Sight.YES)


@pytest.mark.parametrize("kind", Kind)
def test_an_unlisted_person_is_found_by_their_full_name_or_never(kind: Kind) -> None:
    may = kind in {Kind.PROFESSIONAL, Kind.COORDINATOR}
    assert UNLISTED[kind] is (Finding.BY_FULL_NAME if may else Finding.NEVER)
    assert can_find_unlisted(kind, by_full_name=True) is may
    assert not can_find_unlisted(kind, by_full_name=False)


def test_nobody_but_a_professional_alone_has_the_urgent_phone() -> None:
    seeing = [
        (kind, alone)
        for kind in Kind
        for alone in (True, False)
        if Field.URGENT_PHONE in visible_fields(kind, alone=alone)
    ]
    assert seeing == [(Kind.PROFESSIONAL, True)]
