"""Ids of circles say nothing and cannot be anything else."""

from __future__ import annotations

import pytest

from care.circles.model import CircleId, Ending, Member, Role
from care.consent.model import Ground
from tests.care.circles.hamlet import ALICE, NOW


def test_a_circle_is_named_by_random_letters_only() -> None:
    assert str(CircleId("c" + "0" * 32)) == "c" + "0" * 32
    for wrong in ("", "p" + "0" * 32, "c123", "284067635112353", "EXEMPLE"):
        with pytest.raises(ValueError, match="not a circle id"):
            CircleId(wrong)


def test_somebody_is_present_until_their_stay_ended() -> None:
    member = Member(ALICE, "FICTIF Alice", Role.DOCTOR, Ground.CHOSEN_BY_PATIENT, NOW)
    assert member.is_present
    gone = Member(ALICE, "", Role.DOCTOR, Ground.CONSENT, NOW, ended_at=NOW, ending=Ending.LEFT)
    assert not gone.is_present


def test_what_identifies_is_not_shown_in_logs() -> None:
    member = Member(ALICE, "x", Role.DOCTOR, Ground.EMERGENCY, NOW, note="chute de Jeanne")
    assert "Jeanne" not in repr(member)
