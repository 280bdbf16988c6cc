"""Numbers of letters are numbers, reasons are short."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from widgets.triage.views import DiscardForm, FileLetterForm, LetterFileForm


def test_what_a_browser_may_send() -> None:
    assert DiscardForm(number=1, reason="x").code == 0
    for form, values in (
        (DiscardForm, {"number": 1, "reason": "x" * 501}),
        (DiscardForm, {"number": 1, "reason": "x", "code": 5}),
        (FileLetterForm, {"number": 1, "choice": 0}),
        (FileLetterForm, {"number": 1, "choice": 1, "circle": "c"}),
        (LetterFileForm, {"number": 1, "rank": "../1"}),
    ):
        with pytest.raises(ValidationError):
            form.model_validate(values)
