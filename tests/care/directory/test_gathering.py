"""Rows become people."""

from __future__ import annotations

from care.directory.columns import ACTIVITIES, ActivityRow
from care.directory.gathering import (
    capitalise,
    capitalise_street,
    gather_activities,
    gather_mailboxes,
    gather_shared_mailboxes,
    gather_skills,
    read_activity,
    to_professionals,
)

BLANK = ActivityRow(*[""] * len(ACTIVITIES.columns))
NURSE = BLANK._replace(
    identifier_type="8",
    identifier="10199900373",
    national_id="810199900373",
    civility="MME",
    family_name="n'diaye",
    given_name="ANNE-LAURE",
    profession_code="60",
    commune_code="76351",
    mode="S",
)


def test_one_person_with_everything_once() -> None:
    own = NURSE._replace(mode="L", phone="0261910001", second_phone="02 61 91 00 01")
    osteopath = NURSE._replace(profession_code="71")
    elsewhere = NURSE._replace(commune_code="75056")
    people = gather_activities([NURSE, own, NURSE, osteopath, elsewhere], frozenset({"76351"}))
    gather_skills(people, [("810199900373", "C1", "Soins palliatifs"), ("8nobody", "C2", "")])
    gather_mailboxes(
        people,
        [
            ("PER", "Anne@Pro.mssante.example", "810199900373"),
            ("PER", "anne@pro.mssante.example", "810199900373"),
            ("ORG", "cabinet@pro.mssante.example", "810199900373"),
            ("PER", "nonsense", "810199900373"),
        ],
    )
    (person,) = to_professionals(people, lambda national_id: f"id of {national_id}")
    assert person.id == "id of 810199900373"
    assert (person.given_name, person.family_name) == ("Anne-Laure", "N'DIAYE")
    assert person.feminine
    assert [profession.code for profession in person.professions] == ["60", "71"]
    assert [activity.mode for activity in person.activities] == ["L", "S"]
    assert person.activities[0].phones == ("+33261910001",)
    assert [skill.code for skill in person.skills] == ["C1"]
    assert person.mailboxes == ("anne@pro.mssante.example",)


def test_mailboxes_of_organisations_are_found_by_finess_and_by_name() -> None:
    found = gather_shared_mailboxes(
        [
            ("ORG", "Port@Pro.mssante.example", "1760000001", "PHARMACIE DU PORT", "76600"),
            ("ORG", "garde@pro.mssante.example", "1760000001", "PHARMACIE DU PORT", "76600"),
            ("PER", "alice@pro.mssante.example", "1760000001", "PHARMACIE DU PORT", "76600"),
            ("ORG", "nonsense", "1760000001", "PHARMACIE DU PORT", "76600"),
        ]
    )
    both = ("port@pro.mssante.example", "garde@pro.mssante.example")
    assert found == {"760000001": both, "pharmacieduport 76600": both}


def test_only_rpps_numbers_are_taken_for_rpps_numbers() -> None:
    people = gather_activities([NURSE._replace(identifier_type="0")], frozenset({"76351"}))
    (person,) = to_professionals(people, str)
    assert person.rpps == ""


def test_an_address_reads_well() -> None:
    activity = read_activity(
        BLANK._replace(
            street_number="12", street_suffix="B", street_type="Rue", street_name="DE L'EXEMPLE",
            legal_name="SCM FICTIVE", phone="3624",
        )
    )  # fmt: skip
    assert activity.street == "12B rue de l'Exemple"
    assert activity.structure == "SCM FICTIVE"
    assert activity.phones == ("3624",)


def test_names_are_written_as_names() -> None:
    assert capitalise("JEAN-PIERRE ÉMILE") == "Jean-Pierre Émile"
    assert capitalise_street("DU VIEUX MOULIN") == "du Vieux Moulin"
