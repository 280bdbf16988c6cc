"""Edits arrive late, twice and out of order: the last written wins, and each counts once."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from care.pages import tables
from care.pages.edits import apply_once, label_page
from care.pages.model import Edit, EditOutcome, EditState, Entrance, FieldEdit, PageSession
from care.pages.store import add_session, load_session
from care.runtime.clock import ManualClock
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork, Units
from tests.care.directory.territory import KEYS, NOW, empty_database

ALICE = "@alice:t"
SESSION = PageSession("s", ALICE, Entrance.LINK, "?", "", NOW, NOW, NOW + timedelta(days=30))


def label(number: int, text: str, seconds: int, **others: FieldEdit) -> Edit:
    at = NOW + timedelta(seconds=seconds)
    return Edit(f"edit-{number}", "session", "s", {"label": FieldEdit(text, at), **others})


def apply(units: Units, edit: Edit, user_id: str = ALICE) -> EditOutcome:
    with units.unit(f"edit {edit.id}") as work:
        return apply_once(work, user_id, edit, label_page)


def shown(units: Units) -> str:
    with units.unit("look") as work:
        found = load_session(work.connection, KEYS, "s")
    assert found is not None
    return found.label


def begin(units: Units) -> None:
    with units.unit("begin") as work:
        add_session(work.connection, KEYS, SESSION, None)


def test_an_edit_that_is_sent_again_changes_nothing(units: Units) -> None:
    begin(units)
    assert apply(units, label(1, "Voiture", 1)).state is EditState.APPLIED
    assert apply(units, label(2, "Cabinet", 2)).state is EditState.APPLIED
    assert apply(units, label(1, "Voiture", 9)).state is EditState.APPLIED
    assert shown(units) == "Cabinet"


def test_an_older_edit_that_comes_late_says_so(units: Units) -> None:
    begin(units)
    apply(units, label(1, "Cabinet", 5))
    late = apply(units, label(2, "Voiture", 3))
    assert late == EditOutcome(EditState.MERGED, "edit-older")
    assert shown(units) == "Cabinet"


def test_what_may_not_be_edited_is_refused_and_leaves_nothing(units: Units) -> None:
    begin(units)
    refused = [
        apply(units, label(1, "x", 1), "@bob:t"),
        apply(units, label(2, "x", 1, user_id=FieldEdit("@bob:t", NOW))),
        apply(units, Edit("edit-3", "session", "s", {"label": FieldEdit(4, NOW)})),
        apply(units, Edit("edit-4", "session", "absent", {"label": FieldEdit("x", NOW)})),
    ]
    assert {outcome.state for outcome in refused} == {EditState.REFUSED}
    assert shown(units) == ""


def test_a_refusal_halfway_undoes_what_was_begun(units: Units) -> None:
    begin(units)

    def half(work: UnitOfWork, user_id: str, edit: Edit) -> EditOutcome:
        label_page(work, user_id, edit)
        raise Refusal("edit-unknown")

    with units.unit("edit") as work:
        outcome = apply_once(work, ALICE, label(1, "Voiture", 1), half)
    assert outcome.state is EditState.REFUSED
    assert shown(units) == ""


def test_a_refusal_keeps_its_facts_for_when_the_edit_is_sent_again(units: Units) -> None:
    def refuse(work: UnitOfWork, user_id: str, edit: Edit) -> EditOutcome:
        raise Refusal("task-already-done", by="Paul FICTIF", most=3)

    with units.unit("first") as work:
        first = apply_once(work, ALICE, label(1, "x", 1), refuse)
    assert first == EditOutcome(
        EditState.REFUSED, "task-already-done", {"by": "Paul FICTIF", "most": 3}
    )
    assert apply(units, label(1, "x", 1)) == first


@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(0, 9)), min_size=1, max_size=12),
    st.randoms(use_true_random=False),
)
def test_in_whatever_order_and_however_often_the_end_is_the_same(
    written: list[tuple[int, int]], mixing: object
) -> None:
    edits = [label(n, f"nom {n}", second * 100 + n) for n, second in dict(written).items()]
    arrivals = [*edits, *edits]
    mixing.shuffle(arrivals)  # type: ignore[attr-defined]
    assert tables.PAGE_EDITS is not None
    database = empty_database()
    units = Units(database, KEYS, ManualClock(NOW))
    begin(units)
    for edit in arrivals:
        apply(units, edit)
    last = max(edits, key=lambda edit: edit.fields["label"].at)
    assert shown(units) == last.fields["label"].value
    database.close()
