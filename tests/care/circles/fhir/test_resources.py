"""Resources are read leniently."""

from __future__ import annotations

from care.circles.fhir.resources import KNOWN, CareTeam, Patient


def test_one_thing_where_several_are_wanted_and_unknown_parts() -> None:
    team = CareTeam.model_validate(
        {"identifier": {"value": "1"}, "participant": None, "category": [{}], "status": "active"}
    )
    assert (team.identifier[0].value, team.participant) == ("1", [])
    assert Patient.model_validate({"address": {"text": "ici"}}).address[0].text == "ici"


def test_each_kind_goes_by_its_own_name() -> None:
    assert all(kind.model_fields["resource_type"].default == name for name, kind in KNOWN.items())
