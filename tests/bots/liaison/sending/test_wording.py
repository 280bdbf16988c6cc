"""What people type to have something sent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.liaison.sending.wording import (
    ANSWERS,
    BEGINNINGS,
    Ask,
    is_for_others,
    is_order_alone,
    read_recipients,
    read_said,
    read_words,
    takes_back,
)
from care.circles.model import Role
from care.dispatches.model import Wish


@pytest.mark.parametrize(
    ("text", "ask", "rest", "number"),
    [
        ("envoyer au médecin traitant", Ask.SEND, "au médecin traitant", None),
        ("Envoie à Marc Rayon : bonjour", Ask.SEND, "à Marc Rayon : bonjour", None),
        ("mail x@y.fr : bonjour", Ask.MAIL, "x@y.fr : bonjour", None),
        ("envois", Ask.LIST, "", None),
        ("où en est mon envoi ?", Ask.LIST, "", None),
        ("qui l’a reçu ?", Ask.LIST, "", None),
        ("A-t-il lu ?", Ask.LIST, "", None),
        ("remplacer envoi 2 : corrigé", Ask.REPLACE, "2 : corrigé", 2),
        ("annuler l’envoi n° 3", Ask.WITHDRAW, "n° 3", 3),
        ("annuler envoi", Ask.WITHDRAW, "", None),
        ("mail patient fin", Ask.CLOSE, "", None),
        ("renvoyer", Ask.AGAIN, "", None),
        ("Renvoyez l’envoi 2", Ask.AGAIN, "2", 2),
    ],
)
def test_what_begins_a_story(text: str, ask: Ask, rest: str, number: int | None) -> None:
    said = read_said(text, BEGINNINGS)
    assert said is not None
    assert (said.ask, said.rest, said.number) == (ask, rest, number)


@pytest.mark.parametrize("text", ["renvoyer le dossier à Paul", "renvoyer 2 : corrigé"])
def test_what_is_sent_again_is_named_by_a_number_alone(text: str) -> None:
    assert read_said(text, BEGINNINGS) is None


@pytest.mark.parametrize(
    ("text", "ask"),
    [("Envoyer.", Ask.CONFIRM), ("annuler", Ask.CANCEL), ("2", Ask.PICK), ("2️⃣", Ask.PICK),
     ("le 2", Ask.PICK), ("type ordonnance", Ask.TYPE), ("sans identité", Ask.PLAIN),
     ("Avec l’identité", Ask.NAMED), ("depuis 1", Ask.FROM)],
)  # fmt: skip
def test_what_goes_on_with_one(text: str, ask: Ask) -> None:
    said = read_said(text, ANSWERS)
    assert said is not None
    assert said.ask is ask


@pytest.mark.parametrize(
    "text",
    ["ok", "oui", "envoyer demain", "annuler le rendez-vous", "elle va mieux", "", "2 jours"],
)
def test_what_people_tell_each_other_is_no_answer(text: str) -> None:
    assert read_said(text, ANSWERS) is None


@pytest.mark.parametrize("text", ["Envoyer", "!renvoyer 3", "annule", "annuler 12", "envois"])
def test_an_order_alone(text: str) -> None:
    assert is_order_alone(text)


@pytest.mark.parametrize("text", ["12", "envoyer à Paul", "renvoyez-la moi", "fin", "oui", ""])
def test_words_are_no_order(text: str) -> None:
    assert not is_order_alone(text)


@pytest.mark.parametrize(
    ("rest", "wishes", "text"),
    [
        ("au médecin traitant", (Wish("médecin traitant", Role.TREATING_DOCTOR),), ""),
        ("MT : bonjour", (Wish("MT", Role.TREATING_DOCTOR),), "bonjour"),
        ("à la pharmacie et à Marc Rayon\nbonjour\nà tous",
         (Wish("pharmacie", Role.PHARMACIST), Wish("Marc Rayon")), "bonjour\nà tous"),
        ("Dr Fictif, x@y.fr : à 10:30, voir", (Wish("Dr Fictif"), Wish("x@y.fr")),
         "à 10:30, voir"),
        ("au patient : bonjour", (Wish("patient", Role.PATIENT, True),), "bonjour"),
        ("à x@y.fr, pour au.paul@y.fr", (Wish("x@y.fr"), Wish("au.paul@y.fr")), ""),
        ("a@y.fr", (Wish("a@y.fr"),), ""),
        ("Alain Aubert", (Wish("Alain Aubert"),), ""),
        ("L’Hostis", (Wish("Hostis"),), ""),
        ("", (), ""),
        (" : bonjour", (), "bonjour"),
    ],
)  # fmt: skip
def test_to_whom_and_what(rest: str, wishes: tuple[Wish, ...], text: str) -> None:
    found, said = read_recipients(rest)
    assert [(one.text, one.is_patient) for one in found] == [
        (one.text, one.is_patient) for one in wishes
    ]
    assert [one.role for one in found if not one.is_patient] == [
        one.role for one in wishes if not one.is_patient
    ]
    assert said == text


def test_the_words_after_a_number() -> None:
    assert read_words("2 : corrigé : voici") == "corrigé : voici"
    assert read_words("2") == ""


@given(st.text(max_size=60))
def test_nothing_typed_breaks_the_reading(text: str) -> None:
    for among in (ANSWERS, BEGINNINGS, frozenset(Ask)):
        read_said(text, among)
    wishes, _ = read_recipients(text)
    assert all(one.text.strip() for one in wishes)


@given(st.text(max_size=40).filter(lambda text: bool(text.strip())))
def test_no_word_of_the_text_is_lost(text: str) -> None:
    _, said = read_recipients(f"Marc Rayon : {text}")
    assert said == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "transférer à Dr Fictif",
        "transfère au dr fictif stp",
        "Bonjour, envoyer au médecin traitant",
        "faire suivre à la pharmacie : merci",
        "transférer ce mail au médecin traitant",
        "mail Dr Fictif : pouvez-vous le voir ?",
        "mail kiné : séance demain",
        "mail luc@x.example : bonjour",
        "!mail au cardiologue : bonjour",
        "écrire au Dr Fictif : bonjour",
        "à Luc : ok pour demain",
    ],
)
def test_an_order_to_write_to_somebody_is_no_answer(text: str) -> None:
    assert is_for_others(text)


@pytest.mark.parametrize(
    "text",
    [
        "mail bien reçu : merci",
        "mail reçu, merci",
        "Envoyez au patient une copie s’il vous plaît",
        "Transférez-le au Dr Martin",
        "à noter : allergie",
        "À revoir : la date du scanner",
        "envoyer une copie",
        "Envoyer au laboratoire les trois tubes dès demain matin, à jeun, merci d’avance",
        "Le patient est adressé au Dr Fictif",
        "à demain : 9h",
        "",
    ],
)
def test_a_letter_stays_a_letter(text: str) -> None:
    assert not is_for_others(text)


def test_a_few_words_that_hesitate() -> None:
    for text in ("non attends n’envoie pas", "N'envoyez pas !", "ne pas envoyer svp", "attends"):
        assert takes_back(text)
    for text in ("j’envoie demain", "", "n’envoyez pas le patient aux urgences avant lundi matin"):
        assert not takes_back(text)
