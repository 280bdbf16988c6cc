"""Searching the country as people type."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from care.directory.national.model import Filters
from care.directory.national.search import NationalIndex
from tests.bench.directory.arbitrary import arbitrary_texts

_ALICE, _LEILA = "FICTIF Alice", "KACEM Leila"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dr fictif", _ALICE),
        ("Fictif Alice", _ALICE),
        ("alisse fictiff", _ALICE),
        ("fict ali", _ALICE),
        ("alicefictif", _ALICE),
        ("lefevbre", "LEFÈBVRE Céline"),
        ("LEFÈBVRE dermato", "LEFÈBVRE Céline"),
        ("legoff", "LE GOFF Yannick"),
        ("le gof yannick", "LE GOFF Yannick"),
        ("goff", "LE GOFF Yannick"),
        ("de la croix", "DE LA CROIX Hortense"),
        ("lacroix", "DE LA CROIX Hortense"),
        ("n'diaye", "N'DIAYE Awa"),
        ("ndiaye", "N'DIAYE Awa"),
        ("martin duval", "MARTIN-DUVAL Jean-Pierre"),
        ("jeanpierre martin", "MARTIN-DUVAL Jean-Pierre"),
        ("gygy havre", _LEILA),
        ("gyneco le havre kacem", _LEILA),
        ("ergo", "PERRIN Élise"),
        ("dentiste epouville havard", "HAVARD Simon"),
    ],
)
def test_who_comes_first(first: Callable[..., str], text: str, expected: str) -> None:
    assert first(text).replace("Elise", "Élise") == expected


@pytest.mark.parametrize(
    "text", ["sage femme sainte adresse", "sagefemme ste-adresse", "sage fame"]
)
def test_midwives_however_they_are_written(village: NationalIndex, text: str) -> None:
    found = village.search(text, "76351", 20)
    assert "DE LA CROIX" in {hit.person.family_name for hit in found.people}
    codes = {code.code for hit in found.people for code in hit.person.professions}
    assert codes == {"50"}


def test_the_nearest_first(village: NationalIndex) -> None:
    for home in ("76351", "76540"):
        km = [hit.km for hit in village.search("infirmiere", home, 50).people]
        assert None not in km
        assert km == sorted(km, key=float)


def test_without_a_place_there_is_no_distance(village: NationalIndex) -> None:
    assert {hit.km for hit in village.search("infirmiere", None, 20).people} == {None}


def test_the_enrolled_count_as_nearer(village: NationalIndex) -> None:
    everyone = village.search("kine", "76351", 200).people
    near = next(hit for hit in everyone if hit.place == "Montivilliers")
    found = village.search("kine", "76351", 5, enrolled=frozenset({near.person.rpps}))
    assert found.people[0].person == near.person
    assert found.people[0].enrolled
    assert not found.people[1].enrolled


def test_pages_follow_each_other(village: NationalIndex) -> None:
    whole = village.search("infirmiere", "76351", 12).people
    pages = [village.search("infirmiere", "76351", 4, offset).people for offset in (0, 4, 8)]
    assert whole == tuple(hit for page in pages for hit in page)
    assert village.search("infirmiere", "76351", 5, 10_000).people == ()


def test_each_person_once_with_all_their_places(country_index: NationalIndex) -> None:
    people = country_index.search("martin", None, 60).people
    assert len({hit.person.id for hit in people}) == len(people) > 20
    assert any(len(hit.person.activities) > 1 for hit in people)


def test_women_men_and_how_far(village: NationalIndex) -> None:
    women = village.search("kine femme", "76351", 50)
    assert women.people
    assert all(hit.person.feminine for hit in women.people)
    men = village.search("kine", "76351", 50, filters=Filters(feminine=False))
    assert men.total + women.total == village.search("kine", "76351").total
    close = village.search("kine à moins de 5 km", "76351", 50)
    assert close.people
    assert all(hit.km is not None and hit.km <= 5 for hit in close.people)


def test_some_communes_only(village: NationalIndex) -> None:
    filters = Filters(communes=frozenset({"76447", "76341"}))
    found = village.search("infirmiere", "76351", 50, filters=filters)
    assert {hit.place for hit in found.people} == {"Montivilliers", "Harfleur"}


def test_around_a_commune(village: NationalIndex) -> None:
    found = village.search("pharmacie près de Montivilliers", "76540", 50)
    assert found.people[0].place == "Montivilliers"
    assert {"Harfleur", "Le Havre"} <= {hit.place for hit in found.people}
    assert "Rouen" not in {hit.place for hit in found.people}


def test_what_is_asked_apart_from_the_text(village: NationalIndex) -> None:
    there = Filters(within_km=9, around=True)
    found = village.search("pharmacie Montivilliers", "76540", 50, filters=there)
    assert {hit.place for hit in found.people} >= {"Montivilliers", "Harfleur"}
    at_home = village.search("pharmacie", "76540", 50, filters=there)
    assert {hit.place for hit in at_home.people} == {"Rouen"}
    women = village.search("kine homme", "76351", 50, filters=Filters(feminine=True))
    assert women.people
    assert all(hit.person.feminine for hit in women.people)


def test_a_number(village: NationalIndex) -> None:
    rpps = village.search("fictif").people[0].person.rpps
    assert village.search(f" {rpps[:5]} {rpps[5:]} ").people[0].person.family_name == "FICTIF"
    assert village.search("10199999999").people == ()


def test_nobody(village: NationalIndex) -> None:
    found = village.search("xqzwvk", "76351")
    assert (found.total, found.people) == (0, ())
    assert found.understood.ignored == ("xqzwvk",)


def test_a_name_with_its_particle_before_the_plain_one(country_index: NationalIndex) -> None:
    named = [
        hit.person.family_name
        for text in ("le martin", "lemartin")
        for hit in country_index.search(text, None, 3).people
    ]
    assert named[0].startswith("LE MARTIN")
    assert any(name.startswith("LE MARTIN") for name in named[3:])


def test_anything_may_be_typed(country_index: NationalIndex) -> None:
    for rank, text in enumerate(arbitrary_texts(11, 2_000)):
        found = country_index.search(text, "76351" if rank % 2 else None)
        assert len(found.people) <= 5


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=400), st.sampled_from([None, "76351", "nowhere", "\ud800"]))
def test_anything_that_hypothesis_thinks_of(
    village: NationalIndex, text: str, near: str | None
) -> None:
    found = village.search(text, near)
    assert found.total >= len(found.people)
