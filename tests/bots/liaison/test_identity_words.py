"""Who a patient is, as people type it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.liaison.identity_words import read_identity
from care.identity.birth_date import BirthDate
from care.identity.reason import IdentityRefused
from care.identity.status import SourceKind, Status
from care.identity.traits import Sex, Trait
from tests.care.circles.hamlet import NOW

TYPED = [
    ("EXEMPLE Jeanne 15/06/1984 F", "EXEMPLE", "JEANNE", Sex.FEMALE, None),
    ("exemple jeanne née le 15/06/1984", "EXEMPLE", "JEANNE", Sex.FEMALE, None),
    ("Jeanne EXEMPLE 15-06-1984 femme", "EXEMPLE", "JEANNE", Sex.FEMALE, None),
    ("MODELE née EXEMPLE Jeanne 15/06/1984", "EXEMPLE", "JEANNE", Sex.FEMALE, "MODELE"),
    ("EXEMPLE épouse MODELE Jeanne 15/06/1984 F", "EXEMPLE", "JEANNE", Sex.FEMALE, "MODELE"),
    ("Mme DE LA TOUR Marie-Louise 15/06/1984", "DE LA TOUR", "MARIE-LOUISE", Sex.FEMALE, None),
    ("Nom : EXEMPLE, prénom : Jeanne, née le 15/06/1984", "EXEMPLE", "JEANNE", Sex.FEMALE, None),
    ("exemple jean 15.06.1984 h", "EXEMPLE", "JEAN", Sex.MALE, None),
    ("pour Mme EXEMPLE Jeanne née le 15/06/1984", "EXEMPLE", "JEANNE", Sex.FEMALE, None),
    ("pour le patient EXEMPLE Jean 15/06/1984 M", "EXEMPLE", "JEAN", Sex.MALE, None),
    ("Mme EXEMPLE Jeanne 15 juin 1984", "EXEMPLE", "JEANNE", Sex.FEMALE, None),
    ("EXEMPLE Jeanne 15 06 1984 F", "EXEMPLE", "JEANNE", Sex.FEMALE, None),
    ("MODELE Jeanne née EXEMPLE le 15/06/1984", "EXEMPLE", "JEANNE", Sex.FEMALE, "MODELE"),
    ("modele jeanne née exemple 15/06/1984", "EXEMPLE", "JEANNE", Sex.FEMALE, "MODELE"),
    ("MODELE Jeanne née DE LA TOUR 15/06/1984", "DE LA TOUR", "JEANNE", Sex.FEMALE, "MODELE"),
    ("DE LA TOUR Jeanne née EXEMPLE 15/06/1984", "EXEMPLE", "JEANNE", Sex.FEMALE, "DE LA TOUR"),
    ("PATIENT Jean 15/06/1984 M", "PATIENT", "JEAN", Sex.MALE, None),
    ("M. EXEMPLE Zoé 15/06/1984 M", "EXEMPLE", "ZOE", Sex.MALE, None),
]


@pytest.mark.parametrize(("text", "family", "given_names", "sex", "used"), TYPED)
def test_traits(
    text: str, family: str, given_names: str, sex: Sex | None, used: str | None
) -> None:
    traits = read_identity(text).traits
    assert (traits.birth_name, traits.given_names) == (family, given_names)
    assert (traits.sex, traits.used_name) == (sex, used)
    assert traits.birth_date == BirthDate(1984, 6, 15)


def test_phones_and_the_place_are_taken_apart() -> None:
    told = read_identity("SPECIMEN Lucie, née le 01/12/1935 à 76351, tél 02 00 00 00 31")
    assert told.phones == ("+33200000031",)
    assert told.traits.birth_place == "76351"
    assert (told.traits.birth_name, told.traits.given_names) == ("SPECIMEN", "LUCIE")


def test_what_is_missing_is_named() -> None:
    assert read_identity("EXEMPLE").missing == (
        Trait.GIVEN_NAMES, Trait.BIRTH_DATE, Trait.SEX,
    )  # fmt: skip
    assert read_identity("EXEMPLE Jeanne 31/02/1984 F").missing == (Trait.BIRTH_DATE,)
    assert read_identity("EXEMPLE Jeanne 15/06/1984 F").missing == ()


def test_neither_typing_nor_scanning_proves_anything() -> None:
    scanned = (
        "IS010000000000000000000000S1284067635112353S21.2.250.1.213.1.4.10"
        "S3JEANNE MARIE\x1dS4EXEMPLE\x1dS5FS615-06-1984S776351"
    )
    for text, kind in ((scanned, SourceKind.DATAMATRIX), (TYPED[0][0], SourceKind.TYPED)):
        identity = read_identity(text).as_identity(NOW.date(), "FICTIF Alice")
        assert identity.standing.status is Status.PROVISIONAL
        assert identity.standing.source.kind is kind
    with pytest.raises(IdentityRefused):
        read_identity("IS010000000000000000000000S1284")


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(IdentityRefused):
        read_identity(text)
