"""What is told of a closed circle holds nothing of the patient."""

from __future__ import annotations

from widgets.patients.views import ClosedLineView, PatientLineView


def test_a_closed_circle_has_no_field_of_the_patient() -> None:
    shared = ClosedLineView.model_fields.keys() & PatientLineView.model_fields.keys()
    assert shared == {"circle", "pseudonym"}
