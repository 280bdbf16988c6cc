"""What is known of a patient is not printed by accident."""

from __future__ import annotations

from tests.care.circles.fhir.circles import circle


def test_nobody_is_named_in_a_log() -> None:
    told = repr(circle())
    assert "EXEMPLE" not in told
    assert "Havre" not in told
    assert "06 02" not in told
