"""Power levels of each kind of room."""

from __future__ import annotations

from typing import Any

import pytest

from care.access.act import CIRCLE_KINDS, RoomKind
from care.access.power import ASSISTANT, CALL_MEMBER, MODERATOR, power_levels

KEEPER = "@liaison:cercle.test"
_FREE = {"m.reaction", "m.room.redaction", CALL_MEMBER}


def needed(levels: dict[str, Any]) -> dict[str, int]:
    """Every level asked for, by what it is asked for."""
    alone = {key: levels[key] for key in ("state_default", "invite", "kick", "ban", "redact")}
    return {**alone, **levels["events"], "@room": levels["notifications"]["room"]}


@pytest.mark.parametrize("kind", sorted(CIRCLE_KINDS))
def test_in_a_circle_people_write_and_the_assistant_does_the_rest(kind: RoomKind) -> None:
    levels = power_levels(kind, {KEEPER: ASSISTANT})
    assert (levels["users_default"], levels["events_default"]) == (0, 0)
    within_reach = {act for act, level in needed(levels).items() if level < ASSISTANT}
    assert within_reach == _FREE


@pytest.mark.parametrize("kind", sorted(RoomKind))
def test_a_read_only_room_leaves_nothing_to_people(kind: RoomKind) -> None:
    levels = power_levels(kind, {}, read_only=True)
    assert {levels["events_default"], *needed(levels).values()} == {ASSISTANT}


def test_only_moderators_write_announcements_and_everybody_reacts() -> None:
    levels = power_levels(RoomKind.ANNOUNCEMENTS, {"@chloe:cercle.test": MODERATOR})
    assert levels["events_default"] == MODERATOR
    assert levels["events"]["m.reaction"] == 0


@pytest.mark.parametrize("kind", sorted(RoomKind))
def test_nobody_but_those_named_stands_above_and_they_govern(kind: RoomKind) -> None:
    levels = power_levels(kind, {KEEPER: ASSISTANT})
    assert levels["users"] == {KEEPER: ASSISTANT}
    assert max(needed(levels).values()) <= ASSISTANT
    assert power_levels(kind, {})["users"] == {}, "version 12 refuses a creator among the levels"
