"""Documents filed in any order, twice, corrected, withdrawn: the circle ends up the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given as hypothesis_given
from hypothesis import settings
from hypothesis import strategies as st

from care.circles.closing import close_circle
from care.circles.model import CircleId, CloseReason
from care.circles.trail import read_trail
from care.documents.contents import content_of, results_in
from care.documents.model import Audience, Caution, Form, Outcome, Standing
from care.documents.workflow import file_document, take_out_document, withdraw_document
from care.runtime.errors import Refusal
from care.runtime.timers import load_due
from care.runtime.units import Units
from tests.care.circles.hamlet import ALICE, ANNE, KEYS, NOW, make_units, opened
from tests.care.documents.papers import (
    LABORATORY,
    LIAISON,
    STRANGER,
    Paper,
    bare,
    documents,
    file,
    received,
    result,
    withdraw,
)

V1 = Paper("1", version=1, results=(result(),))
V2 = Paper("2", version=2, results=(result(value="12"),), replaces=("1",))
V3 = Paper("3", version=3)
OTHER_V2 = Paper("2b", version=2, text="une autre correction")
RESTRICTED_V1 = replace(V1, confidentiality="R")
FILE_V1 = Paper("1pdf", version=1, is_file=True)
_ACTS = count(1)


@pytest.fixture
def units() -> Units:
    return make_units()


@pytest.fixture
def circle(units: Units) -> CircleId:
    return opened(units).id


def standings(units: Units, circle: CircleId) -> dict[str, Standing]:
    return {one.description.ids[0]: one.standing for one in documents(units, circle)}


def test_a_document_is_filed_once_and_wakes_who_shows_it(units: Units, circle: CircleId) -> None:
    with units.unit("one") as work:
        assert file(work, circle, V1).outcome is Outcome.FILED
    with units.unit("two") as work:
        assert file(work, circle, V1).outcome is Outcome.DUPLICATE
        assert len(load_due(work.connection, [LIAISON], work.now)) == 1
    (only,) = documents(units, circle)
    assert (only.label, only.has_alert, only.audience) == ("1", True, Audience.EVERYBODY)
    assert only.forms == {Form.CDA, Form.PDF}
    with units.unit("look") as work:
        assert content_of(work.connection, KEYS, only.id, Form.PDF) == V1.pdf
        (crp,) = results_in(work.connection, KEYS, only.id)
        acts = [line.entry.act for line in read_trail(work, circle) if line.entry]
    assert (crp.name, crp.value, crp.unit, crp.expected) == ("CRP", "98", "mg/L", "≤ 5 mg/L")
    assert acts.count("document.filed") == 1


@pytest.mark.parametrize("first", ["pdf", "cda"])
def test_the_pdf_and_the_structured_file_are_one(
    units: Units, circle: CircleId, first: str
) -> None:
    parts = [bare(V1.pdf), received(V1)]
    for part in parts if first == "pdf" else reversed(parts):
        with units.unit(f"part {next(_ACTS)}") as work:
            file(work, circle, part)
    (only,) = documents(units, circle)
    assert only.description.type_code == "11502-2"
    with units.unit("look") as work:
        assert len(results_in(work.connection, KEYS, only.id)) == 1


@pytest.mark.parametrize("first", ["file", "sections"])
def test_the_sections_and_the_file_of_a_version_are_one(
    units: Units, circle: CircleId, first: str
) -> None:
    parts = [FILE_V1, V1] if first == "file" else [V1, FILE_V1]
    outcomes = []
    for part in parts:
        with units.unit(f"part {next(_ACTS)}") as work:
            outcomes.append(file(work, circle, part).outcome)
    assert outcomes == [Outcome.FILED, Outcome.COMPLETED]
    (only,) = documents(units, circle)
    assert set(only.description.ids) == {"1.2.3^1", "1.2.3^1pdf"}
    assert only.description.is_structured
    with units.unit("look") as work:
        assert content_of(work.connection, KEYS, only.id, Form.CDA) == V1.cda
        assert results_in(work.connection, KEYS, only.id)


def test_a_newer_version_takes_the_place_of_the_old_one(units: Units, circle: CircleId) -> None:
    with units.unit("one") as work:
        old = file(work, circle, V1).document
    with units.unit("two") as work:
        filed = file(work, circle, V2)
    assert (filed.outcome, filed.superseded, filed.code) == (Outcome.FILED, (old,), "")
    assert standings(units, circle) == {
        "1.2.3^1": Standing.SUPERSEDED,
        "1.2.3^2": Standing.CURRENT,
    }


def test_an_older_version_that_comes_late_is_told_so(units: Units, circle: CircleId) -> None:
    with units.unit("two") as work:
        file(work, circle, V2)
    with units.unit("one") as work:
        late = file(work, circle, V1)
    assert (late.outcome, late.code) == (Outcome.OUTDATED, "900")
    assert standings(units, circle)["1.2.3^1"] is Standing.SUPERSEDED


def test_two_corrections_of_the_same_rank_both_stand(units: Units, circle: CircleId) -> None:
    for paper in (V1, V2, OTHER_V2):
        with units.unit(paper.id) as work:
            file(work, circle, paper)
    assert standings(units, circle) == {
        "1.2.3^1": Standing.SUPERSEDED,
        "1.2.3^2": Standing.CURRENT,
        "1.2.3^2b": Standing.CURRENT,
    }


def test_documents_that_replace_each_other_do_not_both_vanish(
    units: Units, circle: CircleId
) -> None:
    for paper in (Paper("a", "", None, ("b",)), Paper("b", "", None, ("a",))):
        with units.unit(paper.id) as work:
            file(work, circle, paper)
    assert set(standings(units, circle).values()) == {Standing.CURRENT}


def test_a_deletion_leaves_a_tombstone_without_content(units: Units, circle: CircleId) -> None:
    with units.unit("one") as work:
        filed = file(work, circle, V1)
    with units.unit("delete") as work:
        assert withdraw(work, circle, V1) == filed.document
    (gone,) = documents(units, circle)
    assert (gone.standing, gone.forms, gone.has_alert) == (Standing.WITHDRAWN, frozenset(), False)
    assert gone.description.type_label
    with units.unit("again") as work:
        assert content_of(work.connection, KEYS, gone.id, Form.PDF) is None
        assert results_in(work.connection, KEYS, gone.id) == ()
        again = file(work, circle, V1)
        assert (again.outcome, again.code) == (Outcome.WITHDRAWN, "900")
        assert content_of(work.connection, KEYS, gone.id, Form.PDF) is None


def test_a_deletion_may_come_first(units: Units, circle: CircleId) -> None:
    with units.unit("delete") as work:
        assert withdraw(work, circle, V1) is None
    with units.unit("one") as work:
        assert file(work, circle, V1).outcome is Outcome.WITHDRAWN
    (gone,) = documents(units, circle)
    assert (gone.standing, gone.forms) == (Standing.WITHDRAWN, frozenset())


def test_only_who_sent_it_orders_a_deletion(units: Units, circle: CircleId) -> None:
    with units.unit("early") as work:
        withdraw(work, circle, V1, STRANGER)
    with units.unit("one") as work:
        assert file(work, circle, V1).outcome is Outcome.FILED
    with units.unit("late") as work, pytest.raises(Refusal, match="document-not-theirs"):
        withdraw(work, circle, V1, STRANGER)
    assert standings(units, circle)["1.2.3^1"] is Standing.CURRENT


def test_a_stricter_copy_moves_the_document_among_professionals(
    units: Units, circle: CircleId
) -> None:
    with units.unit("one") as work:
        file(work, circle, V1)
    with units.unit("strict") as work:
        assert file(work, circle, RESTRICTED_V1).outcome is Outcome.COMPLETED
    (only,) = documents(units, circle)
    assert (only.audience, only.label) == (Audience.PROFESSIONALS, "P1")


def test_what_the_bearer_says_is_hidden_is_hidden(units: Units, circle: CircleId) -> None:
    with units.unit("hidden") as work:
        file_document(work, circle, received(V1), LABORATORY, keeper=LIAISON, restricted=True)
    assert documents(units, circle)[0].audience is Audience.PROFESSIONALS


def test_the_same_id_with_other_results_is_said(units: Units, circle: CircleId) -> None:
    with units.unit("one") as work:
        file(work, circle, V1)
    with units.unit("two") as work:
        file(work, circle, replace(V1, results=(result(value="7"),)))
    (only,) = documents(units, circle)
    assert Caution.OTHER_CONTENT in only.description.cautions


def test_a_member_takes_out_what_is_not_at_its_place(units: Units, circle: CircleId) -> None:
    with units.unit("one") as work:
        file(work, circle, V1)
    (only,) = documents(units, circle)
    with units.unit("anne") as work, pytest.raises(Refusal):
        take_out_document(work, only, ANNE, keeper=LIAISON)
    with units.unit("alice") as work:
        take_out_document(work, only, ALICE, keeper=LIAISON)
    (gone,) = documents(units, circle)
    assert (gone.standing, gone.withdrawn_by) == (Standing.WITHDRAWN, ALICE)


def test_nothing_is_filed_in_a_closed_circle(units: Units, circle: CircleId) -> None:
    with units.unit("close") as work:
        close_circle(work, circle, ALICE, CloseReason.MOVED)
    with units.unit("one") as work, pytest.raises(Refusal, match="circle-is-closed"):
        file(work, circle, V1)


def test_what_fails_leaves_nothing(units: Units, circle: CircleId) -> None:
    class Outage(Exception):
        pass

    with pytest.raises(Outage), units.unit("one") as work:
        file(work, circle, V1)
        raise Outage
    assert documents(units, circle) == []


TEXT_V3 = Paper("3t", version=3, embeds=False)
COMINGS = (V1, V2, Paper("3", version=3, is_file=True), TEXT_V3, OTHER_V2, RESTRICTED_V1, FILE_V1,
           "pdf 1", "pdf 3", "delete 1", "delete 2")  # fmt: skip


def _play(comings: Sequence[Paper | str]) -> set[tuple[object, ...]]:
    units = make_units()
    circle = opened(units).id
    for coming in comings:
        with units.unit(f"coming {next(_ACTS)}") as work:
            if not isinstance(coming, str):
                file(work, circle, coming)
            elif coming.startswith("pdf"):
                file(work, circle, bare((V1 if coming.endswith("1") else V3).pdf))
            else:
                paper = V1 if coming.endswith("1") else V2
                withdraw_document(work, circle, paper.unique, LABORATORY, keeper=LIAISON)
    found = documents(units, circle)
    names = {one.id: tuple(sorted(one.description.ids)) for one in found}
    units.database.close()
    return {
        (
            names[one.id],
            one.standing,
            one.audience,
            tuple(sorted(one.forms)),
            tuple(sorted(names[other] for other in one.replaced_by)),
            one.has_alert,
        )
        for one in found
    }


@settings(max_examples=60, deadline=None)
@hypothesis_given(st.data())
def test_any_order_ends_the_same(data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(COMINGS), max_size=9))
    # When the sections and the file of a version are two deliveries, whether a bare copy of one's
    # PDF is known by its bytes depends on what came first. At worst one PDF is shown twice.
    if FILE_V1 in chosen:
        chosen = [one for one in chosen if one != "pdf 1"]
    if TEXT_V3 in chosen:
        chosen = [one for one in chosen if one != "pdf 3"]
    other = data.draw(st.permutations(chosen))
    assert _play(chosen) == _play(other)


def test_the_clock_says_when(units: Units, circle: CircleId) -> None:
    with units.unit("one") as work:
        file(work, circle, V1)
    assert documents(units, circle)[0].filed_at == NOW
