"""Writing those who had a part, in the order of the schema."""

from __future__ import annotations

from dataclasses import replace

from care.standards.cda.elements import attribute, local_name
from care.standards.cda.model import InstanceId, Period, PersonName
from care.standards.cda.people import read_name, read_organization, read_participant
from care.standards.cda.people_writing import (
    write_author,
    write_code,
    write_contacts,
    write_ids,
    write_moment,
    write_name,
    write_organization,
    write_period,
)
from care.standards.cda.values import Code
from tests.care.standards.people import ALICE, PRACTICE, moment


def test_an_author_comes_back() -> None:
    assert read_participant(write_author(ALICE), "AUT") == ALICE
    device = replace(ALICE, name=PersonName(), device="Cercle")
    assert read_participant(write_author(device), "AUT") == device


def test_a_structure_comes_back_in_order() -> None:
    written = write_organization("x", PRACTICE)
    assert written is not None
    assert [local_name(one) for one in written] == [
        "id", "name", "telecom", "addr", "standardIndustryClassCode",
    ]  # fmt: skip
    assert read_organization(written) == PRACTICE
    assert write_organization("x", None) is None


def test_a_name_comes_back() -> None:
    assert read_name(write_name(ALICE.name)) == ALICE.name


def test_what_is_unknown_says_so() -> None:
    assert [attribute(one, "nullFlavor") for one in write_contacts("", ())] == ["NASK", "NASK"]
    assert attribute(write_ids([])[0], "nullFlavor") == "UNK"
    assert attribute(write_moment("time", None), "nullFlavor") == "UNK"
    assert write_code("code", None) is None
    said = write_code("code", Code("", "", "en mots"))
    assert said is not None
    assert attribute(said, "nullFlavor") == "UNK"


def test_moments_are_as_precise_as_known() -> None:
    for text in ("2026", "202611", "20261120", "20261120091200+0100"):
        assert attribute(write_moment("time", moment(text)), "value") == text


def test_a_period_that_ends_as_it_starts_has_no_end() -> None:
    day = moment("20261120")
    assert [local_name(one) for one in write_period("x", Period(day, day))] == ["low"]
    assert [local_name(one) for one in write_period("x", Period(None, day))] == ["low", "high"]


def test_an_identifier_may_have_no_number() -> None:
    (written,) = write_ids([InstanceId("1.2.3")])
    assert written.get("extension") is None
