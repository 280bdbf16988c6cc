"""Resources are found by whatever address is used, and words are made harmless."""

from __future__ import annotations

import json

import pytest

from care.circles.fhir.reading import clean, read_shelf
from care.circles.fhir.resources import Patient
from care.directory.fhir.resources import Reference

_ADDRESS = "https://exemple.test/Patient/a"
_DOCUMENT = json.dumps(
    {
        "resourceType": "Bundle",
        "entry": [
            {"fullUrl": _ADDRESS, "resource": {"resourceType": "Patient", "id": "a"}},
            {"fullUrl": "urn:uuid:1", "resource": {"resourceType": "Patient"}},
            {"fullUrl": 3, "resource": {"resourceType": "Patient", "id": "c", "name": 4}},
            {"resource": []}, 7,
        ],
    }
).encode()  # fmt: skip


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("Patient/a", "a"),
        ("https://exemple.test/Patient/a", "a"),
        ("https://exemple.test/Patient/a/_history/2", "a"),
        ("urn:uuid:1", ""),
        ("Patient/c", None),
        ("", None),
    ],
)
def test_a_reference_is_followed(reference: str, found: str | None) -> None:
    resource = read_shelf(_DOCUMENT).find(Reference(reference=reference))
    assert (resource.id if isinstance(resource, Patient) else None) == found


def test_each_resource_counts_once() -> None:
    assert len(list(read_shelf(_DOCUMENT).each())) == 2


def test_words_stay_on_one_line_and_of_a_bearable_length() -> None:
    assert clean(" a\n\u202eb\x00 ") == "a b"
    assert clean(None) == ""
    assert len(clean("x" * 5_000)) == 1_000
