"""Real-life questions on the synthetic territory, as a GP, a nurse or a pharmacist types them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care.directory.index import Index
from care.directory.profiles.model import Profile
from care.directory.search import MOST_RESULTS, Scope, search
from care.directory.store import load_people
from care.directory.synthetic import SyntheticPerson
from care.directory.wishes import read_wishes
from tests.bench.directory.arbitrary import arbitrary_texts
from tests.care.directory.territory import NOW, empty_database, person, take_in

NOBODY: frozenset[str] = frozenset()


@pytest.fixture(scope="module")
def index(files: tuple[Path, list[SyntheticPerson]]) -> Index:
    database = empty_database()
    take_in(database, files[0])
    with database.begin() as connection:
        return Index(load_people(connection))


QUESTIONS = [
    # by name, in any order, with or without what surrounds it
    ("dupont marie", "Marie DUPONT"),
    ("Marie Dupont", "Marie DUPONT"),
    ("DUPON MARI", "Marie DUPONT"),
    ("dr fictif", "Dr Alice FICTIF"),
    ("Docteur Alice Fictif svp", "Dr Alice FICTIF"),
    ("je cherche le numéro du dr fictif", "Dr Alice FICTIF"),
    ("lefebvre", "Dr Céline LEFÈBVRE"),
    ("lefevbre", "Dr Céline LEFÈBVRE"),
    ("Le Goff", "Yannick LE GOFF"),
    ("legoff yanick", "Yannick LE GOFF"),
    ("delacroix", "Hortense DE LA CROIX"),
    ("croix hortense", "Hortense DE LA CROIX"),
    ("ndiaye", "Awa N'DIAYE"),
    ("n'diaye", "Awa N'DIAYE"),
    ("N’Diaye infirmière", "Awa N'DIAYE"),
    ("jean pierre martin", "Dr Jean-Pierre MARTIN-DUVAL"),
    ("martin-duval", "Dr Jean-Pierre MARTIN-DUVAL"),
    ("10199900373", "Dr Alice FICTIF"),
    # by trade, as they say it
    ("dermato", "Dr Céline LEFÈBVRE"),
    ("dermatologue le havre", "Dr Céline LEFÈBVRE"),
    ("dermato près du havre", "Dr Céline LEFÈBVRE"),
    ("ophtalmo", "Dr Luc ROSELIERE"),
    ("ergothérapeute", "Elise PERRIN"),
    ("ergo havre", "Elise PERRIN"),
    # by trade and place
    ("kiné montivilliers", "Marie DUPONT"),
    ("kines à Montivilliers", "Marie DUPONT"),
    ("kinésitérapeute montivilier", "Marie DUPONT"),
    ("IDEL montivilliers", "Marion DUPONT"),
    ("infirmière harfleur dupont", "Marion DUPONT"),
    ("sage-femme sainte adresse", "Hortense DE LA CROIX"),
    ("sage fame ste adresse", "Hortense DE LA CROIX"),
    ("orthophoniste gonfreville", "Nina VASSELIN"),
    ("ortho gonfreville l'orcher", "Nina VASSELIN"),
    ("medecin traitant havre fictif", "Dr Alice FICTIF"),
    ("gynéco kacem", "Dr Leila KACEM"),
    ("gyneco havre leila", "Dr Leila KACEM"),
    ("dentiste epouville havard", "Simon HAVARD"),
    ("généraliste mabille", "Dr Corentin MABILLE"),
    # by place of work
    ("pharmacie des embruns le havre", "Paul INVENTE"),
    ("pharmacie de l'exemple", "Odile BOULANGER"),
    ("toubib maison de santé du pré vert", "Dr Corentin MABILLE"),
]


@pytest.mark.parametrize(("question", "first"), QUESTIONS)
def test_the_first_answer_is_the_one_expected(
    index: Index, people: list[SyntheticPerson], question: str, first: str
) -> None:
    enrolled = {one.rpps for one in people[:16]}
    assert search(index, question, enrolled).hits[0].entry.name == first


def test_trades_gather_all_who_practise_them(index: Index, people: list[SyntheticPerson]) -> None:
    for question, codes in (("toubib", {"10"}), ("pharmacie", {"21"}), ("psychologue", {"93"})):
        expected = {p.rpps for p in people if p.profession_code in codes}
        found = search(index, question, NOBODY)
        assert found.total == len(expected), question
        assert {hit.entry.rpps for hit in found.hits} <= expected


def test_a_general_word_shows_general_practitioners_first(index: Index) -> None:
    called = [hit.entry.called for hit in search(index, "médecin", NOBODY).hits]
    assert called[0] == "médecin généraliste"
    assert len(set(called)) > 1
    assert called == sorted(called, key=lambda name: name != "médecin généraliste")


def test_the_enrolled_come_first_among_equals_then_the_alphabet(
    index: Index, people: list[SyntheticPerson]
) -> None:
    names = [hit.entry.name for hit in search(index, "pharmacie", NOBODY).hits]
    assert names.index("Paul INVENTE") > 0
    enrolled = search(index, "pharmacie", {people[1].rpps})
    assert enrolled.hits[0].entry.name == "Paul INVENTE"
    assert enrolled.hits[0].enrolled
    assert [hit.entry.name for hit in enrolled.hits[1:]] == [
        name for name in names if name != "Paul INVENTE"
    ]


def test_the_place_shown_is_the_one_asked_for() -> None:
    both = Index([person("Zoé VASSE", "70", "76351", "76447")])
    assert search(both, "kiné", NOBODY).hits[0].place == "Le Havre"
    assert search(both, "kiné montivilliers", NOBODY).hits[0].place == "Montivilliers"


def test_a_guess_is_told(index: Index) -> None:
    understood = search(index, "kinésitérapeute montivilier dupond", NOBODY).understood
    assert understood.guessed
    assert understood.trades == ("kinésithérapeutes",)
    assert understood.places == ("Montivilliers",)
    assert understood.names == ("DUPONT",)
    assert not search(index, "kiné montivilliers dupont", NOBODY).understood.guessed


def test_what_was_of_no_use_is_told(index: Index) -> None:
    assert search(index, "IDEL qui parle arabe", NOBODY).understood.ignored == ("parle", "arabe")


def test_nobody_there_shows_who_is_elsewhere(index: Index) -> None:
    found = search(index, "dermato harfleur", NOBODY)
    assert found.hits[0].place == "Le Havre"
    assert found.understood.given_up_place == "Harfleur"


def test_nobody_at_all_shows_what_looks_alike(index: Index) -> None:
    found = search(index, "roseleyrre", NOBODY)
    assert not found.hits
    assert found.alike[0] == "ROSELIERE"


def test_two_homonyms_are_two_and_always_in_the_same_order() -> None:
    twins = [person("Anne VASSE", "60"), person("Anne VASSE", "91")]
    twins = [twin.__class__(**{**_fields(twin), "id": str(n)}) for n, twin in enumerate(twins)]
    for order in (twins, twins[::-1]):
        hits = search(Index(order), "anne vasse", NOBODY).hits
        assert [hit.entry.id for hit in hits] == ["0", "1"]


def _fields(value: object) -> dict[str, object]:
    return {name: getattr(value, name) for name in value.__slots__}  # type: ignore[attr-defined]


def test_an_empty_index_finds_nobody() -> None:
    assert search(Index([]), "kiné", NOBODY).hits == ()


@settings(max_examples=300, deadline=None)
@given(
    st.text()
    | st.lists(st.sampled_from(["le", "havre", "kiné", "st", "d'", "a", "."])).map(" ".join)
)
def test_no_question_fails(text: str) -> None:
    index = Index([person("Anne LE VASSE", "60"), person("Luc HAVRE", "10", skills=("SM15",))])
    found = search(index, text, NOBODY)
    assert len(found.hits) <= min(found.total, MOST_RESULTS)


def test_no_arbitrary_text_fails(index: Index) -> None:
    for text in arbitrary_texts(5, 3_000):
        rest, wish = read_wishes(text, NOW)
        found = search(index, rest, NOBODY, Scope(wish, "76351", finds_unlisted=True))
        assert len(found.hits) <= min(found.total, MOST_RESULTS)


def test_a_title_tells_homonyms_apart() -> None:
    index = Index([person("Ana MORIN", "60"), person("Zoé MORIN", "10", skills=("SM54",))])
    assert next(hit.entry.name for hit in search(index, "morin", NOBODY).hits) == "Ana MORIN"
    assert next(hit.entry.name for hit in search(index, "dr morin", NOBODY).hits) == "Dr Zoé MORIN"


def test_nobody_of_a_trade_is_not_everybody_of_a_commune(index: Index) -> None:
    found = search(index, "ostéopathe montivilliers", NOBODY)
    assert (found.total, found.alike) == (0, ())
    assert found.understood.trades == ("ostéopathes",)
    assert search(index, "zorglub montivilliers", NOBODY).total == 0


def test_an_unlisted_telephone_leads_to_nobody(index: Index) -> None:
    (number,) = (n for n, entry in enumerate(index.entries) if entry.name == "Dr Alice FICTIF")
    phone = next(p for p, numbers in index.by_phone.items() if number in numbers)
    assert search(index, phone, NOBODY).total > 0
    hidden = index.with_profiles({index.entries[number].id: Profile(unlisted=True)})
    assert all(hit.entry.name != "Dr Alice FICTIF" for hit in search(hidden, phone, NOBODY).hits)
