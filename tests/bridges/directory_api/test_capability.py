"""The server tells what it can do, and no more."""

from __future__ import annotations

from bridges.directory_api.capability import capability_statement
from bridges.directory_api.parameters import INCLUDES


def test_every_resource_tells_its_parameters_and_inclusions() -> None:
    told = capability_statement("https://cercle.example/fhir")
    resources = {one["type"]: one for one in told["rest"][0]["resource"]}
    assert resources["PractitionerRole"]["searchInclude"] == list(INCLUDES["PractitionerRole"])
    assert "searchInclude" not in resources["Practitioner"]
    assert {i["code"] for i in resources["Organization"]["interaction"]} == {"read", "search-type"}
