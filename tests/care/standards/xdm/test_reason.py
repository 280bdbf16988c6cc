"""Every reason is met by a test, and quotes nothing."""

from __future__ import annotations

from care.standards.xdm.reason import XdmReason, XdmRefused
from tests.care.standards.xdm.test_archive import BAD


def test_every_reason_is_met() -> None:
    met = {reason for _, reason in BAD.values()}
    assert met | {XdmReason.TOO_BIG, XdmReason.NO_DOCUMENT} == set(XdmReason)


def test_a_refusal_quotes_nothing() -> None:
    assert str(XdmRefused(XdmReason.BOMB)) == "bomb"
