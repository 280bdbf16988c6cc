"""Who is named, and as what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.liaison.role_words import Named, find_role, parse_people, parse_person
from bots.liaison.texts import TEXTS
from care.circles.model import Role


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Fictif médecin traitant", Named("Fictif", Role.TREATING_DOCTOR)),
        ("Dr Fictif (médecin traitant)", Named("Dr Fictif", Role.TREATING_DOCTOR)),
        ("sa fille Anne Exemple", Named("Anne Exemple", Role.RELATIVE, "DAUC")),
        ("fille : Anne Exemple", Named("Anne Exemple", Role.RELATIVE, "DAUC")),
        ("Anne Exemple (fille)", Named("Anne Exemple", Role.RELATIVE, "DAUC")),
        ("Appui Estuaire comme organisation", Named("Appui Estuaire", Role.ORGANISATION)),
        ("Paul Inventé kiné", Named("Paul Inventé", Role.PHYSIOTHERAPIST)),
        ("personne de confiance Luc Exemple", Named("Luc Exemple", Role.TRUSTED_PERSON)),
        ("Paul Inventé", Named("Paul Inventé")),
        ("kiné", Named("kiné")),
    ],
)
def test_one_person(text: str, named: Named) -> None:
    assert parse_person(text) == named


def test_several_people() -> None:
    named = parse_people("Fictif médecin traitant, Paul Inventé et sa fille Anne\nIda ; Kim.")
    assert [one.name for one in named] == ["Fictif", "Paul Inventé", "Anne", "Ida", "Kim"]
    assert parse_people(" , ;\n") == ()


def test_every_role_can_be_said_and_written() -> None:
    said = {
        find_role(word) for word in ("médecin traitant", "ehpad", "tutrice", "aidant", "le patient")
    }
    assert None not in said
    for role in Role:
        assert TEXTS.say(f"role-{role.value.replace('_', '-')}")


def test_every_relation_has_its_word() -> None:
    for word in ("mère", "père", "fils", "fille", "mari", "épouse", "compagne", "soeur", "ami",
                 "voisine"):  # fmt: skip
        found = find_role(word)
        assert found is not None
        assert found[0] is Role.RELATIVE
        assert TEXTS.say(f"relation-{(found[1] or '').lower()}")


@given(st.text(max_size=200))
def test_any_text_names_people_or_nobody(text: str) -> None:
    assert all(one.name for one in parse_people(text))


def test_a_role_after_a_comma_is_that_of_who_was_named() -> None:
    anne = Named("Anne Exemple", Role.RELATIVE, "DAUC")
    assert parse_people("Anne Exemple, sa fille") == (anne,)
    assert parse_people("avec Paul Inventé et Anne Exemple, sa fille, Ida") == (
        Named("Paul Inventé"),
        anne,
        Named("Ida"),
    )
    assert parse_people("kiné") == (Named("kiné"),)
