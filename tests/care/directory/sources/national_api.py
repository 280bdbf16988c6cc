"""The Annuaire Santé API, played on loopback with invented people: paging, limits and moods."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from care.directory.fhir import systems
from care.directory.synthetic import SyntheticPerson

KEY = "clef-d-essai-0001"
Json = dict[str, Any]
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def concept(table: str, code: str, display: str | None = None) -> Json:
    coding = {"system": systems.system_of(table), "code": code}
    return {"coding": [coding | ({"display": display} if display else {})]}


def practitioner(person: SyntheticPerson) -> Json:
    qualifications = [
        {"code": concept("G15", person.profession_code, person.profession)},
        {"code": {"coding": [{"system": "urn:inconnu", "code": "x"}]}},
    ]
    if person.skill_code:
        qualifications.append({"code": concept("R38", person.skill_code, person.skill)})
    return {
        "resourceType": "Practitioner",
        "id": f"p{person.rpps}",
        "active": True,
        "unknownField": {"added": ["later"]},
        "identifier": [
            {"system": systems.IDNPS, "value": person.national_id, "use": "official"},
            {"system": systems.RPPS, "value": person.rpps},
        ],
        "name": [
            {
                "family": person.family_name,
                "given": person.given_name.split(),
                "prefix": [person.civility],
                "suffix": ["DR"] if person.profession_code == "10" else [],
            }
        ],
        "telecom": [mailbox(person.mailbox)] if person.mailbox else [],
        "qualification": qualifications,
    }


def mailbox(address: str, kind: str = "PER", *, hidden: bool = False) -> Json:
    return {
        "system": "email",
        "value": address,
        "extension": [
            {"url": systems.EMAIL_TYPE, "valueCoding": {"code": "MSSANTE"}},
            {
                "url": systems.MAILBOX,
                "extension": [
                    {"url": "type", "valueCodeableConcept": concept("R257", kind)},
                    {"url": "listeRouge", "valueBoolean": hidden},
                ],
            },
        ],
    }


def organization(person: SyntheticPerson) -> Json:
    number, _, street_type, street = person.street
    parts = zip(
        (systems.HOUSE_NUMBER, systems.STREET_TYPE, systems.STREET_NAME),
        (number, street_type, street),
        strict=True,
    )
    commune = {"system": systems.system_of("R13"), "code": person.commune_code}
    return {
        "resourceType": "Organization",
        "id": f"o{person.rpps}",
        "active": True,
        "name": person.structure,
        "type": [concept("R02", "SA33" if person.profession_code == "21" else "SA07")],
        "telecom": [{"system": "phone", "value": person.phone}],
        "address": [
            {
                "city": person.commune,
                "postalCode": person.postal_code,
                "line": [None],
                "_line": [{"extension": [{"url": u, "valueString": v} for u, v in parts]}],
                "extension": [{"url": systems.INSEE_CODE, "valueCoding": commune}],
            }
        ],
    }


def role(person: SyntheticPerson) -> Json:
    return {
        "resourceType": "PractitionerRole",
        "id": f"r{person.rpps}",
        "active": True,
        "practitioner": {"reference": f"Practitioner/p{person.rpps}"},
        "organization": {"reference": f"Organization/o{person.rpps}/_history/3"},
        "code": [concept("R22", "GENR01"), concept("R23", "L")],
    }


class NationalApi:
    """Holds resources by kind; `moods` are statuses answered before the next right answers."""

    def __init__(self, people: Iterable[SyntheticPerson]) -> None:
        self.resources: dict[str, dict[str, Json]] = {
            "Practitioner": {},
            "Organization": {},
            "PractitionerRole": {},
        }
        self.updated: dict[str, datetime] = {}
        for person in people:
            for resource in (practitioner(person), organization(person), role(person)):
                self.put(resource)
        self.moods: list[int] = []
        self.queries: list[Json] = []
        self.next_base: str | None = None
        self.application = web.Application()
        self.application.router.add_get("/fhir/v2/{kind}", self.answer)
        self.application.router.add_get("/page", self.answer)

    def put(self, resource: Json, when: datetime = LONG_AGO) -> None:
        self.resources[resource["resourceType"]][resource["id"]] = resource
        self.updated[resource["id"]] = when

    async def answer(self, request: web.Request) -> web.Response:
        if request.headers.get("ESANTE-API-KEY") != KEY:
            return web.Response(status=403)
        if self.moods:
            return web.Response(status=self.moods.pop(0), headers={"Retry-After": "0"})
        kind = request.match_info.get("kind") or request.query["kind"]
        self.queries.append({"kind": kind, **request.query})
        return web.json_response(self._page(request, kind))

    def _page(self, request: web.Request, kind: str) -> Json:
        since = request.query.get("_lastUpdated", "ge2000-01-01T00:00:00+00:00")
        found = [
            resource
            for key, resource in sorted(self.resources[kind].items())
            if self.updated[key] >= datetime.fromisoformat(since[2:])
        ]
        size = min(int(request.query["_count"]), 40)
        start = int(request.query.get("from", "0"))
        page: Json = {
            "resourceType": "Bundle",
            "type": "searchset",
            "entry": [{"resource": r, "search": {"mode": "match"}} for r in found[start:][:size]],
            "link": [{"relation": "self", "url": str(request.url)}],
        }
        if start + size < len(found):
            base = self.next_base or str(request.url.origin())
            query = f"kind={kind}&_count={size}&from={start + size}&_lastUpdated={since}"
            url = f"{base}/page?{query.replace('+', '%2B')}"
            page["link"].append({"relation": "next", "url": url})
        return page
