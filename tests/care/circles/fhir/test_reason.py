"""A refusal says why, never what was given."""

from __future__ import annotations

from care.circles.fhir.reason import BundleRefused, Reason


def test_a_refusal_carries_its_key() -> None:
    assert str(BundleRefused(Reason.NO_TEAM)) == "no_team"
