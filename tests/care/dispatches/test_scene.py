"""Who may send, from where, about whom."""

from __future__ import annotations

import pytest

from care.circles.closing import close_circle
from care.circles.model import CloseReason
from care.dispatches.scene import require_dispatch, set_scene
from care.runtime.errors import Refusal
from tests.care.dispatches.territory import ALICE, ANNE, BOX_ALICE, BOX_TEAM, CAMILLE, Territory


def test_a_professional_of_the_circle_sends_from_their_mailboxes() -> None:
    town = Territory()
    circle = town.open_circle()
    with town.unit() as work:
        scene = set_scene(work, town.office, ALICE, circle.id.text)
        assert [seat.address for seat in scene.seats] == [BOX_ALICE, BOX_TEAM]
        assert scene.patient == circle.patient.text
        assert set_scene(work, town.office, CAMILLE, None).patient is None


@pytest.mark.parametrize(
    ("person", "reason"),
    [(ANNE, "dispatch-no-own-mailbox"), (CAMILLE, "circle-not-member"),
     ("@who:test", "dispatch-professionals-only")],
)  # fmt: skip
def test_others_do_not(person: str, reason: str) -> None:
    town = Territory()
    circle = town.open_circle()
    with town.unit() as work, pytest.raises(Refusal, match=reason):
        set_scene(work, town.office, person, circle.id.text)


def test_nothing_leaves_a_closed_circle() -> None:
    town = Territory()
    circle = town.open_circle()
    with town.unit() as work:
        close_circle(work, circle.id, ALICE, CloseReason.END_OF_CARE)
    with town.unit() as work, pytest.raises(Refusal, match="circle-is-closed"):
        set_scene(work, town.office, ALICE, circle.id.text)


def test_an_unknown_sending_is_refused() -> None:
    town = Territory()
    with town.unit() as work, pytest.raises(Refusal, match="dispatch-unknown"):
        require_dispatch(work, "d9")
