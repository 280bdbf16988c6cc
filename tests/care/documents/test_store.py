"""Documents by their numbers, their ids, their kin; whatever was not shown yet."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from care.documents.model import Audience, DocumentId
from care.documents.store import (
    Shown,
    add_document,
    find_called,
    find_known,
    find_of_pdf,
    find_of_set,
    forget_cards,
    load_document,
    load_documents,
    load_family,
    load_shown,
    mark_unsettled,
    next_number,
    save_shown,
    unsettled_documents,
)
from tests.care.circles.hamlet import ALICE, KEYS, NOW, identity, make_units, open_one
from tests.care.documents.papers import Paper, documents, file


def test_found_in_their_circle_only() -> None:
    units = make_units()
    with units.unit("open") as work:
        circle = open_one(work).circle.id
        other = open_one(work, who=identity("AUTRE", "LUCIE", 3)).circle.id
        filed = file(work, circle, Paper("1"))
        file(work, other, Paper("1"))
        (one,) = find_known(work, circle, ["1.2.3^1"])
        assert one.id == filed.document
        assert find_known(work, circle, ["1.2.3^9"]) == []
        assert find_of_set(work, circle, "1.2.3^s1") == [one]
        assert find_of_set(work, circle, "") == []
        assert find_of_pdf(work, circle, one.description.digest) == [one]
        assert find_called(work.connection, KEYS, circle, Audience.EVERYBODY, 1) == one
        assert find_called(work.connection, KEYS, circle, Audience.PROFESSIONALS, 1) is None
        assert load_document(work.connection, KEYS, one.id) == one
        assert load_document(work.connection, KEYS, DocumentId("d" + "0" * 32)) is None
        assert load_documents(work.connection, KEYS, circle) == [one]
    assert ALICE not in str(documents(units, other))


def test_a_number_is_given_once() -> None:
    units = make_units()
    with units.unit("open") as work:
        circle = open_one(work).circle.id
        file(work, circle, Paper("1"))
        assert next_number(work.connection, circle, Audience.EVERYBODY) == 2
        assert next_number(work.connection, circle, Audience.PROFESSIONALS) == 1
    (one,) = documents(units, circle)
    with pytest.raises(IntegrityError), units.unit("twice") as work:
        add_document(work, one)


def test_kin_is_found_through_others() -> None:
    units = make_units()
    papers = (
        Paper("1", "s1"), Paper("2", "s1", 2), Paper("3", "s3", 1, ("2",)), Paper("9", "s9"),
    )  # fmt: skip
    with units.unit("open") as work:
        circle = open_one(work).circle.id
        for paper in papers:
            file(work, circle, paper)
        (first,) = find_known(work, circle, ["1.2.3^1"])
        family = {one.description.ids[0] for one in load_family(work, first)}
    assert family == {"1.2.3^1", "1.2.3^2", "1.2.3^3"}


def test_how_it_is_shown() -> None:
    units = make_units()
    with units.unit("open") as work:
        circle = open_one(work).circle.id
        one = file(work, circle, Paper("1")).document
        shown = Shown(NOW, "circle", "token", "card", "file", ("card", "edit"), True)
        assert [it.id for it in unsettled_documents(work, circle)] == [one]
        save_shown(work.connection, one, shown)
        assert load_shown(work.connection, one) == shown
        assert unsettled_documents(work, circle) == []
        mark_unsettled(work.connection, [one])
        assert len(unsettled_documents(work, circle)) == 1
        forget_cards(work.connection, [one])
        left = Shown(NOW, "circle", "token", said=("card", "edit", "file"), rung=True)
        assert load_shown(work.connection, one) == left
