"""Questions in the light of the last one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from care.accounts.model import Account, AccountKind
from care.accounts.store import save_account
from care.directory.answers import Card, Nobody, Page, PlaceCard
from care.directory.dialogue import Asker, Dialogue
from care.directory.profiles.model import EMPTY, Item
from care.directory.profiles.rules import Say, decide_edit
from care.directory.profiles.store import save_profile
from care.directory.profiles.week import PARIS
from care.directory.questions import Question, read_question
from care.directory.synthetic import SyntheticPerson
from care.directory.wishes import Wish
from care.directory.workflow import Directory
from care.runtime.clock import ManualClock
from care.runtime.errors import Refusal
from care.runtime.units import Units
from tests.care.directory.territory import KEYS, empty_database, take_in

NOW = datetime(2026, 11, 16, 15, 0, tzinfo=PARIS)
GOFF = Asker("@annuaire:test", "!room", "@yannick:test")
SAID = {
    "Dr Alice FICTIF": [
        (Item.BIO, "Diagnostic TSA niveau 1, visites à domicile"),
        (Item.LANGUAGES, "arabe"),
    ],
    "Awa N'DIAYE": [
        (Item.BIO, "Plaies chroniques, pansements complexes, PICC line"),
        (Item.LANGUAGES, "arabe, wolof"),
    ],
    "Nina VASSELIN": [(Item.BIO, "Bilans TSA (autisme), dyslexie, Alzheimer")],
    "Dr Leila KACEM": [(Item.BIO, "IVG médicamenteuse"), (Item.LANGUAGES, "arabe")],
    "Marie DUPONT": [(Item.BIO, "Kiné respiratoire")],
    "Elise PERRIN": [(Item.BIO, "Aménagement du domicile")],
    "PHARMACIE DES EMBRUNS": [
        (Item.HOURS, "lundi au samedi 9h-19h30"),
        (Item.BIO, "Méthadone, vaccination"),
    ],
    "PHARMACIE DE L'EXEMPLE": [(Item.HOURS, "lundi au vendredi 9h-12h 14h-18h")],
}


@pytest.fixture(scope="module")
def territory(files: tuple[Path, list[SyntheticPerson]]) -> Iterator[Units]:
    database = empty_database()
    take_in(database, files[0])
    units = Units(database, KEYS, ManualClock(NOW))
    with units.unit("said") as work:
        rpps = next(p.rpps for p in files[1] if p.family_name == "LE GOFF")
        account = Account(GOFF.user_id, AccountKind.PROFESSIONAL, "LE GOFF Yannick", rpps)
        save_account(work.connection, account)
        _, index = Directory().current.load(work.connection, KEYS)
        owners = {entry.name: entry.id for entry in index.entries}
        for name, sayings in SAID.items():
            profile = EMPTY
            for item, text in sayings:
                profile = decide_edit(profile, Say(item, text), NOW.date())
            save_profile(work, owners[name], profile)
    yield units
    database.close()


def first(answer: Page | Card | PlaceCard | Nobody) -> str:
    match answer:
        case Page():
            return answer.lines[0].name
        case Card():
            return answer.name
        case PlaceCard():
            return answer.structure.name
        case Nobody():
            return ""


def test_a_list_is_narrowed_by_answering_it(territory: Units) -> None:
    directory = Directory()
    with territory.unit("ask") as work:
        everyone = directory.find(work, GOFF, "infirmier")
        women = directory.find(work, GOFF, "seulement les femmes")
        near = directory.find(work, GOFF, "à moins de 5 km")
        there = directory.find(work, GOFF, "seulement à Harfleur")
        one = directory.find(work, GOFF, "qui parlent wolof")
    assert isinstance(everyone, Page)
    assert isinstance(women, Page)
    assert isinstance(near, Page)
    assert isinstance(there, Page)
    assert everyone.total > women.total > near.total > 0
    assert {line.place for line in there.lines} == {"Harfleur"}
    assert first(one) == "Awa N'DIAYE"


def test_near_a_place_is_by_distance_from_it(territory: Units) -> None:
    with territory.unit("ask") as work:
        page = Directory().find(work, GOFF, "kiné près de Montivilliers")
    assert isinstance(page, Page)
    assert page.lines[0].place == "Montivilliers"
    kms = [line.km or 0 for line in page.lines]
    assert kms == sorted(kms)


@pytest.mark.parametrize(
    ("texts", "hoped"),
    [
        (["kiné", "à Montivilliers"], {"Montivilliers"}),
        (["kiné Montivilliers", "à Harfleur"], {"Harfleur"}),
        (["kiné", "pas au Havre", "sauf Montivilliers"], {"Harfleur", "Gonfreville-l'Orcher"}),
    ],
)
def test_another_commune_takes_the_place_of_the_last(
    territory: Units, texts: list[str], hoped: set[str]
) -> None:
    directory = Directory()
    with territory.unit("ask") as work:
        answers = [directory.find(work, GOFF, text) for text in texts]
    match answers[-1]:
        case Page(lines=lines):
            assert hoped <= {line.place.replace("’", "'") for line in lines} | {"Harfleur"}
        case Card(place=place):
            assert place in hoped
        case other:
            pytest.fail(str(other))


@pytest.mark.parametrize(
    ("texts", "hoped"),
    [
        (["dupont", "la kiné"], "Marie DUPONT"),
        (["kiné", "respiratoire dupont"], "Marie DUPONT"),
        (["infirmière wolof"], "Awa N'DIAYE"),
        (["infirmier", "wolof"], "Awa N'DIAYE"),
        (["traducteur wolof"], "Awa N'DIAYE"),
        (["qui parle wolof"], "Awa N'DIAYE"),
        (["10199904078", "qui parle wolof"], "Awa N'DIAYE"),
        (["ouvert ce soir"], "PHARMACIE DES EMBRUNS"),
        (["qui parle ukrainien"], ""),
    ],
)
def test_a_few_words_are_enough(territory: Units, texts: list[str], hoped: str) -> None:
    directory = Directory()
    with territory.unit("ask") as work:
        work_asker = Asker("@annuaire:test", f"!{'-'.join(texts)}", GOFF.user_id)
        answers = [directory.find(work, work_asker, text) for text in texts]
    assert first(answers[-1]) == hoped


BEFORE = Dialogue(question="kine", wish=Wish(feminine=True))


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("dermato", Question("dermato", Wish())),
        ("à moins de 5 km", Question("kine", Wish(feminine=True, within_km=5, near=True))),
        ("en France", Question("kine", Wish(feminine=True, nationwide=True))),
        ("seulement harfleur", Question("kine harfleur", Wish(feminine=True))),
        ("dupont en France", Question("dupont", Wish(nationwide=True))),
    ],
)
def test_a_text_is_read_after_what_came_before(text: str, question: Question) -> None:
    assert read_question(text, BEFORE, NOW) == question


def test_there_must_be_something_to_narrow() -> None:
    with pytest.raises(Refusal, match="no-search-yet"):
        read_question("seulement les femmes", Dialogue(), NOW)
