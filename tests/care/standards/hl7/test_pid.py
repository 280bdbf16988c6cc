"""Traits as lines of PID."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from care.identity.traits import Sex, Traits
from care.standards.hl7.pid import read_pid_lines, write_pid_lines
from tests.care.identity.strategies import whole_traits
from tests.care.standards.people import JEANNE


def test_jeanne() -> None:
    assert write_pid_lines(JEANNE.traits) == (
        "PID-5|EXEMPLE^JEANNE^JEANNE MARIE^^^^L",
        "PID-5|INVENTE^JEANNE^^^^^D",
        "PID-7|19840615",
        "PID-8|F",
        "PID-11|^^^^^^BDL^^76351",
    )
    assert read_pid_lines(write_pid_lines(JEANNE.traits)) == JEANNE.traits


@given(whole_traits)
def test_strict_traits_come_back(traits: Traits) -> None:
    back = read_pid_lines(write_pid_lines(traits))
    told = ("birth_name", "given_names", "birth_date", "sex", "birth_place")
    assert [getattr(back, name) for name in told] == [getattr(traits, name) for name in told]


def test_repetitions_and_partial_lines_are_read() -> None:
    traits = read_pid_lines(
        ["PID-5|EXEMPLE^JEANNE^^^^^L~INVENTE^JEANNE^^^^^D", "PID-8|u", "PID-7|garbage", "PID-3|x"]
    )
    assert (traits.birth_name, traits.used_name) == ("EXEMPLE", "INVENTE")
    assert (traits.sex, traits.birth_date) == (Sex.INDETERMINATE, None)


@given(st.lists(st.text("PID-5781|^~\\&A0 \n", max_size=40), max_size=6))
def test_never_an_error(lines: list[str]) -> None:
    read_pid_lines(lines)
