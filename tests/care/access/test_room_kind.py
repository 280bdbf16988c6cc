"""The mark of a room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.access.act import MARKED_KINDS, RoomKind
from care.access.people import SERVICE_KINDS, Kind
from care.access.reason import AccessRefused, Reason
from care.access.room_kind import check_mark, read_kind, render_kind

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@pytest.mark.parametrize("kind", sorted(MARKED_KINDS))
def test_a_mark_says_its_kind_and_nothing_else(kind: RoomKind) -> None:
    assert render_kind(kind) == {"kind": kind.value}
    assert read_kind(render_kind(kind)) is kind


@pytest.mark.parametrize("kind", sorted(frozenset(RoomKind) - MARKED_KINDS))
def test_a_conversation_and_a_space_are_never_marked(kind: RoomKind) -> None:
    assert read_kind({"kind": kind.value}) is None
    with pytest.raises(ValueError, match=kind.value):
        render_kind(kind)


@pytest.mark.parametrize("kind", sorted(MARKED_KINDS))
def test_a_mark_with_anything_beside_it_is_none(kind: RoomKind) -> None:
    assert read_kind({"kind": kind.value, "about": "Mme Dupont"}) is None


@given(anything | st.dictionaries(st.just("kind"), anything))
def test_whatever_is_found_in_a_room_is_read_without_harm(content: object) -> None:
    kind = read_kind(content)
    assert kind is None or render_kind(kind) == content


marks = st.sampled_from(RoomKind).map(lambda kind: {"kind": kind.value}) | st.just({}) | anything


@given(st.lists(st.tuples(st.sampled_from(Kind), st.sampled_from(["", "x"]), marks)))
def test_whoever_tries_whatever_a_mark_once_put_stays(
    attempts: list[tuple[Kind, str, object]],
) -> None:
    room, markers = RoomKind.CONVERSATION, set()
    for kind, state_key, content in attempts:
        try:
            check_mark(kind, state_key, content, room)
        except AccessRefused as refused:
            assert refused.reason is Reason.ROOM_MARK
            continue
        wanted = read_kind(content)
        assert wanted is not None
        assert room in {RoomKind.CONVERSATION, wanted}
        room = wanted
        markers.add(kind)
    assert markers <= SERVICE_KINDS
