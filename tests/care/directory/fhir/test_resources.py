"""Resources are read leniently and written as the standard says."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from care.directory.fhir.resources import Organization, Practitioner


def test_unknown_parts_and_nulls_are_ignored() -> None:
    read = Practitioner.model_validate(
        {"id": "a", "telecom": None, "name": {"family": "X", "period": {}}, "photo": [{}]}
    )
    assert read.telecom == []
    assert read.name[0].family == "X"


@pytest.mark.parametrize(
    "broken", [{}, {"id": 3}, {"id": "a", "name": "X"}, {"id": "a", "active": []}]
)
def test_what_has_another_shape_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Practitioner.model_validate(broken)


def test_what_is_written_is_what_was_read() -> None:
    written = {
        "resourceType": "Organization",
        "id": "a",
        "address": [
            {
                "line": [None],
                "_line": [{"extension": [{"url": "u", "valueString": "7"}]}],
                "postalCode": "76600",
            }
        ],
    }
    organization = Organization.model_validate(written)
    kept = organization.model_dump(mode="json", by_alias=True, exclude_none=True)
    address = json.loads(json.dumps(kept))["address"][0]
    assert address["_line"][0]["extension"][0]["valueString"] == "7"
    assert address["postalCode"] == "76600"
