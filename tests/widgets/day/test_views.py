"""What « Ma journée » takes and sends is bounded, and holds no identity number."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from widgets.day.views import DayCircleView, DayItemView, MomentForm


def test_words_are_bounded() -> None:
    MomentForm(text="x" * 4000, said="y" * 500)
    for text, said in (("x" * 4001, ""), ("", "y" * 501)):
        with pytest.raises(ValidationError):
            MomentForm(text=text, said=said)


def test_a_patient_is_a_name_and_nothing_else() -> None:
    fields = {*DayCircleView.model_fields, *DayItemView.model_fields}
    assert not fields & {"ins", "matricule", "birth_date", "address", "phone", "room_id"}
