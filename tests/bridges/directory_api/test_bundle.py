"""Pages hold what matches, what goes with it, and the way to the next."""

from __future__ import annotations

import json

from bridges.directory_api.bundle import Binder
from bridges.directory_api.parameters import parse_query
from bridges.directory_api.snapshot import build_snapshot
from care.directory.fhir.published import Published
from tests.bridges.directory_api.test_snapshot import opaque
from tests.care.directory.territory import KEYS, NOW, person

PEOPLE = [Published(person(f"Ana A{letter}", structure="CABINET"), NOW) for letter in "ABCDE"]
SNAPSHOT = build_snapshot("1", PEOPLE, opaque)
BINDER = Binder(KEYS, "https://cercle.example/fhir")


def test_the_same_question_has_the_same_mark() -> None:
    query = parse_query("Practitioner", [("_count", "2")])
    one, two = (BINDER.bind(SNAPSHOT, query, 0, frozenset()) for _ in range(2))
    assert one.etag == two.etag != BINDER.bind(SNAPSHOT, query, 2, frozenset()).etag
    assert one.results == 2


def test_links_begin_with_the_public_address() -> None:
    query = parse_query("Practitioner", [("_count", "2"), ("family", "a")])
    bundle = json.loads(BINDER.bind(SNAPSHOT, query, 0, frozenset()).body)
    links = {link["relation"]: link["url"] for link in bundle["link"]}
    assert links["self"] == "https://cercle.example/fhir/Practitioner?_count=2&family=a"
    assert links["next"].startswith("https://cercle.example/fhir/Practitioner?_page=")
    assert "family" not in links["next"]


def test_what_goes_along_comes_once() -> None:
    query = parse_query("PractitionerRole", [("_include", "PractitionerRole:organization")])
    bundle = json.loads(BINDER.bind(SNAPSHOT, query, 0, frozenset()).body)
    modes = [entry["search"]["mode"] for entry in bundle["entry"]]
    assert (modes.count("match"), modes.count("include")) == (5, 1)


def test_the_hidden_leave_pages_already_begun() -> None:
    query = parse_query("Practitioner", [])
    hidden = frozenset({PEOPLE[0].person.id})
    assert BINDER.bind(SNAPSHOT, query, 0, hidden).results == 4
