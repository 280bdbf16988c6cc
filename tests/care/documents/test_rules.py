"""Standings from sets of facts: in any order, never all hidden, no deletion by somebody else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.documents.model import (
    Audience,
    Description,
    Form,
    Happening,
    LabResult,
    Sender,
    Standing,
)
from care.documents.rules import (
    MOVES,
    Version,
    can_withdraw,
    check_may_withdraw,
    decide_audience,
    decide_replacements,
    decide_standing,
    examination_of,
    is_bare,
    is_other_rendition,
    is_same_branch,
    move,
    normal_id,
    shown_form,
    strictest,
)
from care.runtime.errors import Refusal

names = st.sampled_from("abcdef")
versions = st.lists(
    st.builds(
        Version,
        key=names,
        ids=names.map(lambda one: frozenset({one})),
        set_id=st.sampled_from(["", "s", "t"]),
        number=st.none() | st.integers(1, 4),
        replaces=st.frozensets(names, max_size=2),
    ),
    max_size=6,
    unique_by=lambda one: one.key,
)


def test_every_standing_moves_by_every_happening() -> None:
    assert set(MOVES) == {(one, by) for one in Standing for by in Happening}


def test_a_deletion_is_final() -> None:
    assert {move(Standing.WITHDRAWN, by) for by in Happening} == {Standing.WITHDRAWN}
    assert {MOVES[one, Happening.WITHDRAWN] for one in Standing} == {Standing.WITHDRAWN}


@given(versions, st.randoms())
def test_replacements_do_not_depend_on_any_order(family: list[Version], random: object) -> None:
    other = list(family)
    random.shuffle(other)  # type: ignore[attr-defined]
    assert decide_replacements(family) == decide_replacements(other)


@given(versions)
def test_something_always_stands(family: list[Version]) -> None:
    replaced = decide_replacements(family)
    assert not family or any(not by for by in replaced.values())


@given(versions)
def test_nobody_is_replaced_by_an_older_version_alone(family: list[Version]) -> None:
    known = {one.key: one for one in family}
    for key, by in decide_replacements(family).items():
        for other in by:
            named = known[other].replaces & known[key].ids
            newer = (known[other].number or 1) > (known[key].number or 1)
            assert named or (newer and known[other].set_id == known[key].set_id != "")


def test_a_chain_with_a_gap_is_closed_by_the_set() -> None:
    first, third = Version("1", frozenset("1"), "s", 1), Version("3", frozenset("3"), "s", 3)
    assert decide_replacements([first, third])["1"] == {"3"}


def test_standings() -> None:
    assert decide_standing((), withdrawn=False) is Standing.CURRENT
    assert decide_standing(("2",), withdrawn=False) is Standing.SUPERSEDED
    assert decide_standing(("2",), withdrawn=True) is Standing.WITHDRAWN


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("urn:oid:1.2.3^A 7", "1.2.3^a7"),
        ("urn:uuid:90E1C8EC-F951", "90e1c8ec-f951"),
        (" 1.2.3 ", "1.2.3"),
        ("1.2.3^", "1.2.3"),
        ("", ""),
    ],
)
def test_ids_are_compared_in_one_form(written: str, normal: str) -> None:
    assert normal_id(written) == normal
    assert normal_id(normal) == normal


@pytest.mark.parametrize(
    ("codes", "audience"),
    [
        ({"N"}, Audience.EVERYBODY),
        (set(), Audience.EVERYBODY),
        ({"R"}, Audience.PROFESSIONALS),
        ({"V"}, Audience.PROFESSIONALS),
        ({"N", "INVISIBLE_PATIENT"}, Audience.PROFESSIONALS),
        ({"MASQUE_PS"}, Audience.PROFESSIONALS),
        ({"INVISIBLE_REPRESENTANTS_LEGAUX"}, Audience.PROFESSIONALS),
    ],
)
def test_audiences(codes: set[str], audience: Audience) -> None:
    told = Description(ids=("1",), confidentiality=frozenset(codes))
    assert decide_audience(told) is audience
    assert decide_audience(told, hinted=True) is Audience.PROFESSIONALS
    assert strictest(audience, Audience.PROFESSIONALS) is Audience.PROFESSIONALS
    assert strictest(audience, Audience.EVERYBODY) is audience


def test_renditions_and_branches() -> None:
    sections = Description(ids=("1",), set_id="s", version=2, is_structured=True)
    file = Description(ids=("2",), set_id="s", version=2)
    assert is_other_rendition(sections, file)
    assert not is_other_rendition(file, file)
    assert is_same_branch(sections, file)
    assert not is_same_branch(Description(ids=("3",)), Description(ids=("4",)))
    first = Description(ids=("1",), set_id="s", version=1)
    assert not is_same_branch(first, first)
    assert is_bare(Description(ids=("sha256:00",)))
    assert not is_bare(sections)


def test_who_may_order_a_deletion() -> None:
    laboratory = Sender("labo@x.example")
    assert can_withdraw(Sender("LABO@x.example", "autre nom"), [laboratory])
    assert not can_withdraw(Sender("autre@x.example"), [laboratory])
    assert not can_withdraw(Sender(), [Sender()])
    with pytest.raises(Refusal):
        check_may_withdraw(Sender("autre@x.example"), [laboratory])


def test_a_pdf_is_read_first() -> None:
    assert shown_form(Form) is Form.PDF
    assert shown_form({Form.CDA, Form.RENDERED}) is Form.RENDERED
    assert shown_form({Form.CDA}) is Form.CDA
    assert shown_form(()) is None


def test_examinations_meet_by_code_else_by_name() -> None:
    loinc = LabResult("CRP", "1", code="1988-5", system="2.16.840.1.113883.6.1")
    assert examination_of(loinc) == "2.16.840.1.113883.6.1|1988-5"
    assert examination_of(LabResult("CRP  us", "1")) == examination_of(LabResult("crp us", "2"))
