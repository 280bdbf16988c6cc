"""Invented people, drawn at random: matricules of communes that do not exist, names of no one."""

from __future__ import annotations

from hypothesis import strategies as st

from care.identity.authority import AUTHORITIES, NIR_TEST, Authority
from care.identity.birth_date import BirthDate
from care.identity.ins import Ins, InsNumber
from care.identity.matricule import Matricule, matricule_key
from care.identity.traits import Sex, Traits

#: Key-valid numbers of communes that do not exist, for use with the test OID.
SYNTHETIC = (
    "284067699900138",
    "155035999900276",
    "235127699900311",
    "142095999900431",
    "212016299900577",
    "170032A99900629",
)

departments = st.one_of(
    st.integers(1, 99).map(lambda number: f"{number:02d}"), st.sampled_from(["2A", "2B"])
)
bodies = st.builds(
    lambda sex, year, month, department, commune, order: (
        f"{sex}{year:02d}{month:02d}{department}{commune:03d}{order:03d}"
    ),
    st.sampled_from("12345678"),
    st.integers(0, 99),
    st.one_of(st.integers(1, 12), st.integers(20, 42), st.integers(50, 99)),
    departments,
    st.integers(0, 999),
    st.integers(1, 999),
)
matricules = bodies.map(lambda body: Matricule(body + matricule_key(body)))
names = st.from_regex(r"[A-Z](?:[ '-]?[A-Z]){0,14}", fullmatch=True)
birth_dates = st.dates(
    min_value=BirthDate(1900, 1, 1).conventional, max_value=BirthDate(2100, 1, 1).conventional
).map(lambda day: BirthDate(day.year, day.month, day.day))
places = st.builds(lambda department, commune: f"{department}{commune:03d}", departments,
                   st.integers(1, 998))  # fmt: skip
authorities: st.SearchStrategy[Authority] = st.sampled_from(sorted(AUTHORITIES.values(), key=str))
numbers = st.builds(InsNumber, matricules, authorities)
whole_traits = st.builds(
    Traits,
    birth_name=names,
    given_names=names,
    birth_date=birth_dates,
    sex=st.sampled_from([Sex.MALE, Sex.FEMALE]),
    birth_place=places,
)
any_traits = st.builds(
    Traits,
    birth_name=st.one_of(st.just(""), names),
    given_names=st.one_of(st.just(""), names, st.text(max_size=10)),
    birth_date=st.none() | birth_dates,
    sex=st.none() | st.sampled_from(Sex),
    birth_place=st.none() | places | st.just("99999"),
    first_given_name=st.none() | names,
    used_name=st.none() | names,
    used_given_name=st.none() | names,
)

JEANNE = Ins(
    InsNumber(Matricule("284067635112353"), NIR_TEST),
    Traits("EXEMPLE", "JEANNE MARIE", BirthDate(1984, 6, 15), Sex.FEMALE, "76351"),
)
