"""The OIDs of the INS: known ones only."""

from __future__ import annotations

import pytest

from care.identity.authority import (
    ABANDONED,
    DEMONSTRATION,
    NIA,
    NIR,
    NIR_TEST,
    NumberKind,
    parse_authority,
)
from care.identity.reason import IdentityRefused, Reason


def test_production_and_test_are_told_apart() -> None:
    assert [found.is_production for found in (NIR, NIA, NIR_TEST, DEMONSTRATION)] == [
        True, True, False, False,
    ]  # fmt: skip


def test_an_oid_is_read_as_fhir_writes_it_too() -> None:
    assert parse_authority("urn:oid:1.2.250.1.213.1.4.8") is NIR
    assert parse_authority(" 1.2.250.1.213.1.4.9 ").kind is NumberKind.NIA


@pytest.mark.parametrize(
    ("oid", "reason"),
    [(ABANDONED, Reason.ABANDONED_AUTHORITY), ("1.2.3", Reason.UNKNOWN_AUTHORITY),
     ("", Reason.UNKNOWN_AUTHORITY), (f"{NIR.oid}.1", Reason.UNKNOWN_AUTHORITY)],
)  # fmt: skip
def test_others_are_refused(oid: str, reason: Reason) -> None:
    with pytest.raises(IdentityRefused) as refused:
        parse_authority(oid)
    assert refused.value.reason is reason
