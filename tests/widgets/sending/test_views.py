"""What a browser may ask of its sendings."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from widgets.sending.views import ReplaceForm, SendingForm


def test_ids_are_opaque_and_texts_have_an_end() -> None:
    assert SendingForm(sending="d1").sending == "d1"
    for values in ({"sending": "../x", "text": "x"}, {"sending": "d", "text": ""},
                   {"sending": "d", "text": "x" * 20_001}):  # fmt: skip
        with pytest.raises(ValidationError):
            ReplaceForm.model_validate(values)
