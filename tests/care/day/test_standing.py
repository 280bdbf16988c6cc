"""What somebody is to the tasks of their circles."""

from __future__ import annotations

import pytest

from care.circles.closing import close_circle
from care.circles.model import CloseReason, Member, Role
from care.consent.model import Ground
from care.day.standing import standing_of, team_of, who_acts
from care.tasks.model import Standing
from tests.care.circles.hamlet import ALICE, ANNE, CAMILLE, NOW, PAUL, make_units, opened


@pytest.mark.parametrize(
    ("role", "ground", "standing"),
    [
        (Role.TREATING_DOCTOR, Ground.CHOSEN_BY_PATIENT, Standing.LEADS),
        (Role.TREATING_DOCTOR, Ground.EMERGENCY, Standing.CARES),
        (Role.NURSE, Ground.CONSENT, Standing.CARES),
        (Role.RELATIVE, Ground.RELATIVE, Standing.NEAR),
        (Role.PATIENT, Ground.PATIENT, Standing.NEAR),
    ],
)
def test_by_role_and_ground(role: Role, ground: Ground, standing: Standing) -> None:
    assert standing_of(Member(ALICE, "X", role, ground, NOW)) is standing


def test_only_in_open_circles_that_one_is_in() -> None:
    units = make_units()
    circle = opened(units, ALICE, PAUL, ANNE)
    with units.unit("who") as work:
        assert who_acts(work, ALICE, "@l:test").standings == {circle.id.text: Standing.CARES}
        assert who_acts(work, CAMILLE, "@l:test").standings == {}
        assert set(team_of(work, circle.id)) == {ALICE, PAUL, ANNE}
        close_circle(work, circle.id, ALICE, CloseReason.MOVED)
        assert who_acts(work, ALICE, "@l:test").standings == {}
