"""The register leaves line by line, and comes back only when it is ours."""

from __future__ import annotations

from dataclasses import replace

import pytest

from care.circles.fhir.register import read_statement, render_statement
from care.circles.fhir.resources import Consent
from care.consent.model import Evidence, Giver, Scope, Stance, Statement
from tests.care.circles.fhir.circles import AT, PATIENT

LINE = Statement(
    7, PATIENT, Stance.OPPOSITION, Scope.PERSON, Giver.PATIENT, Evidence.SPOKEN, AT, "x",
    person="a1", note="au téléphone",
)  # fmt: skip


def test_a_line_comes_back_without_its_note() -> None:
    consent = render_statement(LINE, "urn:uuid:1")
    assert "téléphone" not in consent.model_dump_json()
    assert consent.provision is not None
    assert consent.provision.type == "deny"
    assert read_statement(consent, PATIENT, "x") == replace(LINE, note="")


@pytest.mark.parametrize(
    "change",
    [
        {"status": "inactive"},
        {"category": []},
        {"provision": None},
        {"date_time": "hier"},
        {"date_time": "2030-01-07T08:15:00"},
    ],
)
def test_what_is_not_a_line_in_force_is_left_out(change: dict[str, object]) -> None:
    consent = render_statement(LINE, "urn:uuid:1").model_copy(update=change)
    assert read_statement(Consent.model_validate(consent.model_dump()), PATIENT, "x") is None
