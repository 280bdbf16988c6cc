"""What a room may become."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.access.people import Kind
from care.access.reason import AccessRefused, Reason
from care.access.room_state import check_state

MEGOLM = {"algorithm": "m.megolm.v1.aes-sha2"}
kinds = st.sampled_from(Kind)


@given(kinds, st.sampled_from(["m.room.name", "m.room.topic", "m.space.child", "fr.cercle.kind"]))
def test_what_does_not_open_the_room_is_left_to_matrix(kind: Kind, event_type: str) -> None:
    check_state(kind, event_type, "", {"name": "Équipe"})


@given(kinds, st.sampled_from(["invite", "restricted"]))
def test_closed_doors_are_allowed(kind: Kind, rule: str) -> None:
    check_state(kind, "m.room.join_rules", "", {"join_rule": rule})


@given(kinds, st.none() | st.integers() | st.text() | st.lists(st.text()))
def test_no_other_join_rule_passes(kind: Kind, rule: object) -> None:
    if rule not in ("invite", "restricted"):
        with pytest.raises(AccessRefused):
            check_state(kind, "m.room.join_rules", "", {"join_rule": rule})


@given(kinds, st.none() | st.integers() | st.text() | st.lists(st.text()))
def test_no_unknown_history_passes(kind: Kind, visibility: object) -> None:
    if visibility not in ("shared", "invited", "joined"):
        with pytest.raises(AccessRefused):
            check_state(kind, "m.room.history_visibility", "", {"history_visibility": visibility})


@pytest.mark.parametrize(
    ("event_type", "content", "reason"),
    [
        ("m.room.guest_access", {}, Reason.GUESTS),
        ("m.room.third_party_invite", {}, Reason.INVITATION_BY_ADDRESS),
        ("m.room.encryption", {}, Reason.ENCRYPTION_REQUIRED),
    ],
)
@pytest.mark.parametrize("kind", list(Kind))
def test_nobody_does_these(
    kind: Kind, event_type: str, content: dict[str, Any], reason: Reason
) -> None:
    with pytest.raises(AccessRefused) as refused:
        check_state(kind, event_type, "", content, MEGOLM)
    assert refused.value.reason is reason
