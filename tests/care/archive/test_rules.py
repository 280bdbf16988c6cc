"""When rooms go: by the calendar, kind by kind, never while held or open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.access.act import RoomKind
from care.archive.model import Due, Hold, Keeping, KeptRoom
from care.archive.rules import add_months, check_reason, decide_due, end_of
from care.circles.model import Circle, CircleId, CircleState
from care.identity.patient import PatientId
from care.runtime.errors import Refusal

CLOSED = datetime(2030, 2, 28, 12, tzinfo=UTC)
ID = CircleId("c" + "1" * 32)
OWN = KeptRoom(RoomKind.CIRCLE, "circle:x", "!a")
TEAM = KeptRoom(RoomKind.PROFESSIONALS, "professionals:x", "!b")
_moments = st.datetimes(datetime(2000, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def circle(state: CircleState = CircleState.CLOSED) -> Circle:
    """A circle in this state."""
    closed = CLOSED if state is CircleState.CLOSED else None
    return Circle(ID, PatientId("p" + "1" * 32), "x", state, CLOSED, "@a:b", closed)


@pytest.mark.parametrize(
    ("months", "end"),
    [(1, (2030, 3, 28)), (12, (2031, 2, 28)), (24, (2032, 2, 28)), (22, (2031, 12, 28))],
)
def test_months_follow_the_calendar(months: int, end: tuple[int, int, int]) -> None:
    assert add_months(CLOSED, months) == datetime(*end, 12, tzinfo=UTC)


def test_a_shorter_month_ends_on_its_last_day() -> None:
    assert add_months(datetime(2031, 1, 31, tzinfo=UTC), 13) == datetime(2032, 2, 29, tzinfo=UTC)


@given(_moments, st.integers(0, 600), st.integers(0, 600))
def test_more_months_never_end_sooner(moment: datetime, some: int, more: int) -> None:
    assert add_months(moment, some) <= add_months(moment, some + more)


def test_zero_months_is_for_ever() -> None:
    assert end_of(Keeping(0, 12), RoomKind.CIRCLE, CLOSED) is None


@pytest.mark.parametrize(
    ("keeping", "rooms", "days", "due"),
    [
        (Keeping(12, 12), (OWN, TEAM), 364, None),
        (Keeping(12, 12), (OWN, TEAM), 365, Due(ID, (OWN, TEAM), whole=True)),
        (Keeping(12, 12), (), 365, Due(ID, (), whole=True)),
        (Keeping(24, 12), (OWN, TEAM), 365, Due(ID, (TEAM,), whole=False)),
        (Keeping(12, 24), (OWN, TEAM), 365, Due(ID, (OWN,), whole=False)),
        (Keeping(12, 24), (TEAM,), 365, None),
        (Keeping(12, 0), (OWN,), 365, Due(ID, (OWN,), whole=True)),
        (Keeping(0, 0), (OWN, TEAM), 9999, None),
    ],
)
def test_the_circle_goes_with_its_last_room(
    keeping: Keeping, rooms: tuple[KeptRoom, ...], days: int, due: Due | None
) -> None:
    assert decide_due(circle(), rooms, None, keeping, CLOSED + timedelta(days=days)) == due


@pytest.mark.parametrize("state", CircleState)
@pytest.mark.parametrize("held", [True, False])
def test_only_a_closed_circle_that_nobody_holds_goes(state: CircleState, held: bool) -> None:
    hold = Hold(ID, CLOSED, "expertise") if held else None
    found = decide_due(circle(state), [OWN], hold, Keeping(), CLOSED + timedelta(days=9999))
    assert (found is not None) is (state is CircleState.CLOSED and not held)


def test_a_hold_says_why() -> None:
    assert check_reason("  expertise\n du tribunal ") == "expertise du tribunal"
    with pytest.raises(Refusal):
        check_reason("litige")
