"""A practice program reads the directory over HTTP: what it finds, what it never sees."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from bridges.directory_api.parameters import PARAMETERS
from care.directory.fhir import systems
from care.directory.profiles.model import Profile
from care.directory.synthetic import SyntheticPerson
from care.directory.synthetic_files import write_synthetic_files
from care.runtime.settings import DirectoryApi
from care.software.store import revoke_key
from care.software.tables import SOFTWARE_QUERIES
from tests.bridges.directory_api.practice import Practice, practising
from tests.care.directory.territory import NOW

DOCTOR = 5


async def found(practice: Practice, path: str) -> set[str]:
    bundle = await practice.get(path)
    assert practice.status == 200, bundle
    return {
        identifier["value"]
        for entry in bundle.get("entry", ())
        for identifier in entry["resource"]["identifier"]
        if identifier["system"] == systems.RPPS
    }


async def test_a_professional_is_found_by_number_and_read(
    practice: Practice, people: list[SyntheticPerson]
) -> None:
    doctor = people[DOCTOR]
    bundle = await practice.get(f"/Practitioner?identifier={systems.RPPS}|{doctor.rpps}")
    assert (bundle["type"], bundle["total"]) == ("searchset", 1)
    entry = bundle["entry"][0]
    resource = await practice.get(entry["fullUrl"])
    assert resource == entry["resource"]
    assert resource["name"][0]["family"] == doctor.family_name
    codes = [q["code"]["coding"][0]["code"] for q in resource["qualification"]]
    assert codes == ["10", doctor.skill_code]
    assert resource["telecom"][0]["value"] == doctor.mailbox


async def test_every_way_of_searching_people(
    practice: Practice, people: list[SyntheticPerson]
) -> None:
    doctor = people[DOCTOR]
    family, given_name = doctor.family_name, doctor.given_name
    for path in (
        f"/Practitioner?family={family.lower()[:3]}&_count=200",
        f"/Practitioner?family:exact={family}",
        f"/Practitioner?family:contains={family.lower()[1:4]}&_count=200",
        f"/Practitioner?given={given_name}&_count=200",
        f"/Practitioner?name={given_name} {family}",
        f"/Practitioner?name={family} {given_name}",
        f"/Practitioner?identifier=8{doctor.rpps}",
        f"/Practitioner?qualification-code={doctor.skill_code}&_count=200",
        f"/Practitioner?qualification-code=70,{doctor.skill_code}&_count=200",
        f"/Practitioner?mailbox-mss:exact={doctor.mailbox}",
    ):
        assert doctor.rpps in await found(practice, path), path
    assert await found(practice, f"/Practitioner?identifier=urn:x|{doctor.rpps}") == set()
    everyone = await practice.get("/Practitioner?_count=0")
    assert everyone["total"] == len(people) and "entry" not in everyone


async def test_a_form_says_the_same_as_an_address(
    practice: Practice, people: list[SyntheticPerson]
) -> None:
    form = {"family": people[0].family_name, "_count": "3"}
    posted = await practice.post("/Practitioner/_search", form)
    asked = await practice.get(f"/Practitioner?family={people[0].family_name}&_count=3")
    assert posted["entry"] == asked["entry"]


async def test_activities_come_with_their_people_and_places(
    practice: Practice, people: list[SyntheticPerson]
) -> None:
    doctor = people[DOCTOR]
    person = (await practice.get(f"/Practitioner?identifier={doctor.rpps}"))["entry"][0]
    path = f"/PractitionerRole?practitioner={person['resource']['id']}&_include=*"
    bundle = await practice.get(path)
    modes = [(e["resource"]["resourceType"], e["search"]["mode"]) for e in bundle["entry"]]
    assert modes[0] == ("PractitionerRole", "match")
    assert {kind for kind, mode in modes if mode == "include"} == {"Practitioner", "Organization"}
    place = next(e for e in bundle["entry"] if e["resource"]["resourceType"] == "Organization")
    cities = await practice.get(f"/Organization?address-city={doctor.commune}&_count=200")
    assert place["resource"] in [entry["resource"] for entry in cities["entry"]]
    postal = f"/Organization?address-postalcode={doctor.postal_code}&_revinclude=*&_count=200"
    shown = [entry["resource"] for entry in (await practice.get(postal))["entry"]]
    assert any(one["resourceType"] == "PractitionerRole" for one in shown)


async def test_pages_follow_each_other_without_a_gap(
    practice: Practice, people: list[SyntheticPerson]
) -> None:
    everyone = await practice.all_pages("/Practitioner?_count=7")
    ids = [resource["id"] for resource in everyone]
    assert len(ids) == len(set(ids)) == len(people)


async def test_pages_stay_those_of_one_import(
    practice: Practice, people: list[SyntheticPerson], tmp_path: Path
) -> None:
    before = await practice.all_pages("/Practitioner?_count=50")
    first = await practice.get("/Practitioner?_count=50")
    write_synthetic_files(tmp_path / "other", seed=4, people=40)
    practice.take_in(tmp_path / "other")
    page = first
    seen = [entry["resource"] for entry in first["entry"]]
    while following := [n["url"] for n in page["link"] if n["relation"] == "next"]:
        page = await practice.get(following[0])
        seen += [entry["resource"] for entry in page["entry"]]
    assert seen == before
    assert (await practice.get("/Practitioner?_count=0"))["total"] == 40 != len(people)


async def test_the_urgent_phone_is_never_told(
    practice: Practice, people: list[SyntheticPerson]
) -> None:
    profile = Profile(
        secretary_phone="+33199000042",
        urgent_phone="+33639980099",
        email="moi@exemple.example",
        languages=("ara",),
        bio="Diagnostic TSA",
    )
    practice.say_of(people[DOCTOR].rpps, profile)
    said = json.dumps(
        [await practice.all_pages(f"/{kind}?_count=200") for kind in PARAMETERS],
        ensure_ascii=False,
    )
    assert "+33199000042" in said and '"ara"' in said
    for secret in ("+33639980099", "moi@exemple.example", "TSA"):
        assert secret not in said


async def test_who_asked_not_to_be_listed_is_nowhere(
    practice: Practice, people: list[SyntheticPerson]
) -> None:
    hidden = people[DOCTOR]
    bundle = await practice.get(f"/Practitioner?identifier={hidden.rpps}")
    address = bundle["entry"][0]["fullUrl"]
    first = await practice.get("/Practitioner?_count=1")
    practice.say_of(hidden.rpps, Profile(unlisted=True))
    assert await found(practice, f"/Practitioner?identifier={hidden.rpps}") == set()
    assert (await practice.get(address))["resourceType"] == "OperationOutcome"
    assert practice.status == 404
    said = []
    page = first
    while following := [n["url"] for n in page["link"] if n["relation"] == "next"]:
        page = await practice.get(following[0])
        said.append(json.dumps(page))
    assert hidden.rpps not in "".join(said)
    roles = json.dumps([await practice.all_pages(f"/{kind}?_count=200") for kind in PARAMETERS])
    assert hidden.rpps not in roles


@pytest.mark.parametrize("key", ["", "wrong", "cercle_0123456789abcdef_" + "A" * 43])
async def test_without_a_key_there_is_nothing(practice: Practice, key: str) -> None:
    outcome = await practice.get("/Practitioner", key=key)
    assert practice.status == 401
    assert practice.headers["WWW-Authenticate"].startswith("Bearer")
    assert outcome["issue"][0]["code"] == "login"
    assert "Clé" in outcome["issue"][0]["diagnostics"]


async def test_both_headers_carry_a_key_and_a_revoked_one_opens_nothing(
    practice: Practice,
) -> None:
    await practice.get("/Practitioner", key="", **{"ESANTE-API-KEY": practice.key})
    assert practice.status == 200
    with practice.database.begin() as connection:
        revoke_key(connection, "Logiciel d'essai", NOW)
    await practice.get("/Practitioner")
    assert practice.status == 401


async def test_what_is_told_of_the_server_needs_no_key(practice: Practice) -> None:
    told = await practice.get("/metadata", key="")
    assert (told["resourceType"], told["fhirVersion"]) == ("CapabilityStatement", "4.0.1")
    described = {
        resource["type"]: {parameter["name"] for parameter in resource["searchParam"]}
        for resource in told["rest"][0]["resource"]
    }
    assert described == {kind: set(known) for kind, known in PARAMETERS.items()}


async def test_an_answer_that_has_not_changed_is_not_sent_again(practice: Practice) -> None:
    for path in ("/Practitioner?_count=2", "/Organization"):
        bundle = await practice.get(path)
        await practice.get(path, **{"If-None-Match": practice.headers["ETag"]})
        assert practice.status == 304
        await practice.get(bundle["entry"][0]["fullUrl"])
        etag = practice.headers["ETag"]
        await practice.get(bundle["entry"][0]["fullUrl"], **{"If-None-Match": etag})
        assert practice.status == 304


async def test_too_many_requests_are_told_to_wait(folder: Path, tmp_path: Path) -> None:
    slow = DirectoryApi(per_second=0.01, burst=3)
    async with practising(folder, tmp_path, slow) as practice:
        statuses = []
        for _ in range(5):
            outcome = await practice.get("/Practitioner?_count=1")
            statuses.append(practice.status)
        assert statuses == [200, 200, 200, 429, 429]
        assert 1 <= int(practice.headers["Retry-After"]) <= 100
        assert outcome["issue"][0]["code"] == "throttled"


async def test_strangers_are_slowed_down_too(practice: Practice) -> None:
    statuses = []
    while 429 not in statuses and len(statuses) < 500:  # one more is let in every second
        await practice.get("/Practitioner", key="wrong")
        statuses.append(practice.status)
    assert statuses[:20] == [401] * 20
    assert statuses[-1] == 429
    await practice.get("/Practitioner")
    assert practice.status == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/Practitioner?gender=male", 400),
        ("/Practitioner?family:phonetic=x", 400),
        ("/Practitioner?_lastUpdated=hier", 400),
        ("/Practitioner?_lastUpdated=ge2026-02-31", 400),
        ("/Practitioner?_count=-1", 400),
        ("/Practitioner?family=", 400),
        ("/Practitioner?_format=xml", 400),
        ("/Practitioner?_page=abc", 400),
        ("/PractitionerRole?_include=Device:x", 400),
        ("/Practitioner/nobody", 404),
        ("/Practitioner/a%00b", 404),
        ("/Patient", 404),
        ("/Practitioner/a/_history/1", 404),
        ("/", 404),
    ],
)
async def test_what_cannot_be_answered_says_why(practice: Practice, path: str, status: int) -> None:
    outcome = await practice.get(path)
    assert (practice.status, outcome["resourceType"]) == (status, "OperationOutcome")
    assert outcome["issue"][0]["diagnostics"].endswith(".")


async def test_nothing_can_be_written(practice: Practice) -> None:
    headers = {"Authorization": f"Bearer {practice.key}"}
    for method in ("PUT", "DELETE", "PATCH", "POST"):
        outcome = await practice.ask(method, "/Practitioner/x", json={}, headers=headers)
        assert practice.status == 405, method
        assert outcome["issue"][0]["code"] == "not-supported"


async def test_an_empty_directory_says_to_come_back(tmp_path: Path) -> None:
    async with practising(None, tmp_path) as practice:
        await practice.get("/Practitioner")
        assert (practice.status, practice.headers["Retry-After"]) == (503, "60")


async def test_only_how_much_was_asked_is_kept(practice: Practice) -> None:
    for _ in range(3):
        await practice.get("/Practitioner?family=FICTIF&_count=2")
    await practice.get("/Organization?_count=5")
    with practice.database.begin() as connection:
        lines = connection.execute(select(SOFTWARE_QUERIES)).all()
    counts = {line.kind: line.queries for line in lines}
    assert counts == {"Practitioner": 3, "Organization": 1}
    assert "FICTIF" not in repr(lines)


async def test_changes_since_a_date(practice: Practice) -> None:
    assert (await practice.get("/Practitioner?_lastUpdated=ge2020-01-01&_count=0"))["total"]
    late = await practice.get("/Practitioner?_lastUpdated=gt2100-01-01T00:00:00%2B02:00")
    assert late["total"] == 0
