"""What is kept of a resource is what a row says."""

from __future__ import annotations

from care.directory.fhir.resources import Organization, Practitioner, PractitionerRole
from care.directory.sources.fhir_records import (
    PlaceRecord,
    read_organization,
    read_practitioner,
    read_role,
)
from care.directory.synthetic import SyntheticPerson
from tests.care.directory.sources.national_api import mailbox, organization, practitioner, role


def test_a_person_has_profession_skills_and_mailbox(people: list[SyntheticPerson]) -> None:
    doctor = people[5]
    record = read_practitioner(Practitioner.model_validate(practitioner(doctor)))
    assert record is not None
    assert (record.national_id, record.identifier) == (doctor.national_id, doctor.rpps)
    assert record.professions == (("10", doctor.profession),)
    assert record.skills == ((doctor.skill_code, doctor.skill),)
    assert record.mailboxes == (doctor.mailbox,)


def test_a_code_without_a_label_gets_the_everyday_word(people: list[SyntheticPerson]) -> None:
    raw = practitioner(people[5])
    del raw["qualification"][0]["code"]["coding"][0]["display"]
    record = read_practitioner(Practitioner.model_validate(raw))
    assert record is not None
    assert record.professions == (("10", "Médecin"),)


def test_a_number_without_the_national_form_is_given_it(people: list[SyntheticPerson]) -> None:
    raw = practitioner(people[0])
    raw["identifier"] = raw["identifier"][1:]
    record = read_practitioner(Practitioner.model_validate(raw))
    assert record is not None
    assert record.national_id == people[0].national_id
    assert read_practitioner(Practitioner(id="x")) is None


def test_a_place_has_its_address_in_parts(people: list[SyntheticPerson]) -> None:
    raw = organization(people[0])
    raw["telecom"] += [mailbox("cabinet@pro.mssante.example", "ORG")]
    place = read_organization(Organization.model_validate(raw))
    assert (place.commune_code, place.commune) == (people[0].commune_code, people[0].commune)
    assert (place.number, place.street) == (people[0].street[0], people[0].street[3])
    assert place.mailboxes == ("cabinet@pro.mssante.example",)
    assert read_organization(Organization(id="x")) == PlaceRecord()


def test_a_role_leads_to_its_resources_without_their_version(
    people: list[SyntheticPerson],
) -> None:
    record = read_role(PractitionerRole.model_validate(role(people[0])))
    assert record is not None
    rpps = people[0].rpps
    assert (record.practitioner, record.organization) == (f"p{rpps}", f"o{rpps}")
    assert record.mode == "L"
    assert read_role(PractitionerRole(id="x")) is None
