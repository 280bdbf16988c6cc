"""Places of care, from the people who practise there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from care.directory.model import Activity, Professional, Structure
from care.directory.structures import derive_structures, place_key, structure_key, structure_kinds
from tests.care.directory.territory import person


def at(one: Professional, **place: object) -> Professional:
    activity = Activity("76351", "Le Havre", "76600")
    return replace(one, activities=(replace(activity, **place),))  # type: ignore[arg-type]


def derive(*people: Professional, **mailboxes: tuple[str, ...]) -> list[Structure]:
    return derive_structures(people, mailboxes, str)


def kind(structure: Structure) -> str:
    return structure_kinds()[structure.kind].name


@pytest.mark.parametrize(
    ("name", "sector", "expected"),
    [
        ("PHARMACIE DES EMBRUNS", "SA33", "pharmacie"),
        ("SELARL VASSE", "SA33", "pharmacie"),
        ("EHPAD LES PEUPLIERS", "", "EHPAD"),
        ("RESIDENCE DES GALETS", "SA17", "EHPAD"),
        ("GROUPE HOSPITALIER DE L'ESTUAIRE", "SA01", "établissement de santé"),
        ("CLINIQUE DU PHARE", "", "établissement de santé"),
        ("LABORATOIRE DE L'EXEMPLE", "SA25", "laboratoire"),
        ("MAISON DE SANTE DU PRE VERT", "SA52", "maison de santé"),
        ("SSIAD DE L'ESTUAIRE", "", "service de soins à domicile"),
        ("HAD DE L'ESTUAIRE", "", "hospitalisation à domicile"),
        ("CPTS DE L'ESTUAIRE", "SA63", "CPTS"),
        ("SCM IMAGERIE DU PORT", "", "centre d’imagerie"),
    ],
)
def test_the_name_says_what_it_is_else_the_sector(name: str, sector: str, expected: str) -> None:
    (found,) = derive(at(person("Zoé VASSE"), structure=name, sector_code=sector))
    assert kind(found) == expected


def test_ones_own_practice_is_not_a_place_but_a_shared_one_is() -> None:
    alone = at(person("Zoé VASSE"), structure="CABINET DES GALETS")
    assert derive(alone) == []
    (shared,) = derive(alone, at(person("Luc ROSE"), structure="Cabinet des Galets"))
    assert kind(shared) == "cabinet de groupe"
    assert shared.people == ("id-Luc ROSE", "id-Zoé VASSE")
    assert derive(at(person("Zoé VASSE")), at(person("Luc ROSE"))) == []


def test_the_finess_number_tells_two_places_of_one_name_apart() -> None:
    first = Activity("76351", "Le Havre", "76600", "PHARMACIE DU PORT", finess="760000001")
    second = replace(first, finess="760000002")
    assert structure_key(first) != structure_key(second)
    assert structure_key(replace(first, finess="")) == structure_key(replace(second, finess=""))


def test_a_place_has_the_phones_and_the_mailboxes_of_all() -> None:
    pharmacy = "PHARMACIE DU PORT"
    people = (
        at(person("Zoé VASSE"), structure=pharmacy, phones=("+33199000001",), finess="760000001"),
        at(person("Luc ROSE"), structure=pharmacy, phones=("+33199000002",), finess="760000001"),
    )
    boxes = {
        "760000001": ("a@x.mssante.example",),
        place_key(pharmacy, "76600"): ("b@x.mssante.example",),
    }
    (found,) = derive(*people, **boxes)
    assert found.phones == ("+33199000001", "+33199000002")
    assert found.mailboxes == ("a@x.mssante.example", "b@x.mssante.example")


def test_every_kind_has_words() -> None:
    assert all(one.words and one.plural for one in structure_kinds())
    assert structure_kinds()[-1].names is None, "the last one takes what no other does"
