"""What is gathered is complete for us, and says to others only what may leave."""

from __future__ import annotations

import json

import pytest

from care.access.act import RoomKind
from care.archive.gathering import find_rooms, gather
from care.archive.port import PastRoom
from care.circles.model import CircleId
from care.runtime.errors import Refusal
from care.runtime.units import Units
from tests.care.archive.kept_circle import (
    ASSISTANT,
    CANARY,
    CIRCLE,
    NURSE,
    ROOM,
    SON,
    TEAM_ROOM,
    keep_circle,
)


def test_the_bundle_holds_no_matrix_name(units: Units) -> None:
    with units.unit("x") as work:
        keep_circle(work)
        found = gather(work, CIRCLE, ASSISTANT, "Europe/Paris")
    assert SON.encode() not in found.bundle
    assert b"cercle.test" not in found.bundle
    assert b"urn:oid:1.2.250.1.213.1.4.10" in found.bundle
    json.dumps(found.record)


def test_what_was_to_be_done_is_kept_to_the_letter(units: Units) -> None:
    with units.unit("x") as work:
        keep_circle(work)
        (task,) = gather(work, CIRCLE, ASSISTANT, "Europe/Paris").record["tasks"]
    assert (task["text"], task["author"], task["state"]) == (CANARY, NURSE, "todo")
    assert task["details"]["fields"]["schedule"]["schedule"]["zone"] == "Europe/Paris"


def test_only_rooms_that_exist_are_found(units: Units) -> None:
    with units.unit("x") as work:
        keep_circle(work)
        assert find_rooms(work, CIRCLE, "@other:cercle.test") == ()
        assert find_rooms(work, CIRCLE, ASSISTANT) == (
            PastRoom(RoomKind.CIRCLE, ROOM),
            PastRoom(RoomKind.PROFESSIONALS, TEAM_ROOM),
        )


def test_an_unknown_circle_is_refused(units: Units) -> None:
    with units.unit("x") as work, pytest.raises(Refusal):
        gather(work, CircleId("c" + "9" * 32), ASSISTANT, "Europe/Paris")
