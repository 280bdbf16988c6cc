"""The two cards, as facts become words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from bots.liaison.cards import (
    name_patient,
    ordered,
    short_name,
    write_birth_date,
    write_identity,
    write_members,
    write_team,
)
from care.circles.reading import Picture, paint
from care.identity.authority import NIR, NIR_TEST
from care.identity.birth_date import BirthDate
from care.identity.ins import InsNumber
from care.identity.matricule import Matricule
from care.identity.status import Attribute, Source, SourceKind, Standing, Status
from care.identity.traits import Traits
from care.patients.model import Contact
from tests.bots.liaison.village import plain
from tests.care.circles.hamlet import ALICE, ANNE, NOW, PAUL, SACHA, identity, make_units, opened

PARIS = ZoneInfo("Europe/Paris")
TODAY = date(2026, 6, 14)


def picture(*people: str) -> Picture:
    units = make_units()
    circle = opened(units, *people)
    with units.unit("paint") as work:
        return paint(work, circle.id)


def test_the_status_is_told_as_it_was_received() -> None:
    one = picture(ALICE)
    for status, word in (
        (Status.PROVISIONAL, "provisoire"), (Status.RECOVERED, "récupérée"),
        (Status.VALIDATED, "validée"), (Status.QUALIFIED, "qualifiée"),
    ):  # fmt: skip
        standing = Standing(status, Source(SourceKind.ESTABLISHMENT, "CH Fictif", NOW.date()))
        patient = replace(one.patient, identity=replace(identity(), standing=standing))
        card = plain(write_identity(replace(one, patient=patient), TODAY).text)
        assert f"Identité {word}" in card
        assert "CH Fictif" in card


def test_age_turns_on_the_birthday() -> None:
    one = picture(ALICE)
    assert "(41 ans)" in write_identity(one, TODAY).text
    assert "(42 ans)" in write_identity(one, date(2026, 6, 15)).text


def test_a_baby_is_told_in_months_and_a_vague_date_as_it_is() -> None:
    one = picture(ALICE)
    traits = replace(identity().traits, birth_date=BirthDate(2026, 1, 10))
    patient = replace(one.patient, identity=replace(identity(), traits=traits))
    assert "(5 mois)" in write_identity(replace(one, patient=patient), TODAY).text
    assert write_birth_date(BirthDate(1984)) == "1984"
    assert write_birth_date(BirthDate(1984, 6)) == "06/1984"


def test_a_test_number_says_so() -> None:
    one = picture(ALICE)
    for authority, is_test in ((NIR_TEST, True), (NIR, False)):
        number = InsNumber(Matricule("284067635112353"), authority)
        patient = replace(one.patient, identity=replace(identity(), number=number))
        card = write_identity(replace(one, patient=patient), TODAY).text
        assert ("numéro d’essai" in card) is is_test


def test_banners_and_alerts_come_first() -> None:
    one = picture(ALICE)
    source = Source(SourceKind.TYPED, "x", NOW.date())
    both = frozenset({Attribute.DOUBTFUL, Attribute.HOMONYM})
    standing = Standing(Status.PROVISIONAL, source, both)
    patient = replace(
        one.patient,
        identity=replace(identity(), standing=standing),
        alerts=("<b>pénicilline</b>",),
        contact=Contact(("+33600000012",), "12 rue de l’Exemple"),
    )
    card = write_identity(replace(one, patient=patient), TODAY)
    lines = plain(card.text).split("\n")
    assert lines[0].startswith("⛔ Identité douteuse")
    assert lines[1].startswith("⚠ Homonyme")
    assert lines[3] == "⚠ <b>pénicilline</b>"
    assert "&lt;b&gt;" in card.html
    assert 'href="tel:+33600000012"' in card.html
    assert 'href="geo:0,0?q=12%20rue' in card.html


def test_members_by_section_with_phone_and_link() -> None:
    one = picture(ALICE, PAUL, ANNE, SACHA)
    card = write_members(one, {ALICE: "+33200000001"}, PARIS)
    text = plain(card.text)
    assert [member.user_id for member in ordered(one)] == [ANNE, ALICE, PAUL, SACHA]
    assert "4 membres" in text
    assert text.index("Proches") < text.index("Équipe")
    assert "2. FICTIF Alice – médecin – 02 00 00 00 01 – écrire" in text
    assert f'href="https://matrix.to/#/{ALICE}"' in card.html
    team = plain(write_team(one, PARIS).text)
    assert "EXEMPLE Anne" not in team
    assert "3 membres" in team


def test_for_how_long_it_is_kept() -> None:
    one = picture(ALICE)
    assert "Gardé 20 ans" in write_members(one, {}, PARIS, 240).text
    assert "Gardé 18 mois" in write_team(one, PARIS, 18).text
    assert "Gardé" not in write_members(one, {}, PARIS, 0).text


def test_names() -> None:
    assert name_patient(Traits("EXEMPLE", "JEANNE MARIE", used_name="MODELE")) == "MODELE Jeanne"
    assert short_name("FICTIF Alice – médecin") == "FICTIF Alice"
