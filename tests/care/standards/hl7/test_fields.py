"""Fields shared by registries and messages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from care.identity.authority import NIR_TEST
from care.identity.ins import InsNumber
from care.identity.matricule import Matricule
from care.standards.hl7.fields import (
    NumberedId,
    NumberedPerson,
    NumberedStructure,
    escape,
    from_ins,
    parse_cx,
    parse_xcn,
    parse_xon,
    render_cx,
    render_xcn,
    render_xon,
    to_ins,
    unescape,
)
from tests.care.identity.strategies import numbers

texts = st.text(max_size=20).map(lambda text: " ".join(text.split()))
PUBLIC = "279035121518989^^^ASIP-SANTE-INS-NIR&1.2.250.1.213.1.4.10&ISO^INS"


def test_the_form_of_messages_is_read() -> None:
    read = parse_cx(PUBLIC)
    assert read == NumberedId("279035121518989", "1.2.250.1.213.1.4.10", "INS")
    assert to_ins(read) == InsNumber(Matricule("279035121518989"), NIR_TEST)


def test_the_form_of_registries_is_written() -> None:
    number = InsNumber(Matricule("284067635112353"), NIR_TEST)
    assert render_cx(from_ins(number)) == "284067635112353^^^&1.2.250.1.213.1.4.10&ISO^NH"


@given(numbers)
def test_an_ins_comes_back(number: InsNumber) -> None:
    assert to_ins(parse_cx(render_cx(from_ins(number)))) == number


def test_a_local_number_is_no_ins() -> None:
    assert to_ins(parse_cx("12^^^&1.2.3&ISO^PI")) is None


@given(texts, texts, texts)
def test_people_come_back(number: str, family: str, given_name: str) -> None:
    person = NumberedPerson(number, family, given_name, "1.2.250.1.71.4.2.1", "IDNPS")
    assert parse_xcn(render_xcn(person)) == person


@given(texts, texts)
def test_structures_come_back(name: str, number: str) -> None:
    structure = NumberedStructure(name, number, "1.2.250.1.71.4.2.2", "IDNST")
    assert parse_xon(render_xon(structure)) == structure


@given(texts)
def test_escaping_is_undone(text: str) -> None:
    written = escape(text)
    assert unescape(written) == text
    assert not set(written) & set("|^~&")


@given(st.text("^&|~\\ESFRT0a", max_size=60))
def test_never_an_error(text: str) -> None:
    for parse in (parse_cx, parse_xcn, parse_xon):
        parse(text)
