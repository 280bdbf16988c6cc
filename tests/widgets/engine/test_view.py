"""Forms are strict: nothing unknown, nothing too long, no instant without its zone."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from widgets.engine.view import EditForm, FieldForm, LinkForm, WatchForm


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (LinkForm, '{"secret": "a", "key": "b", "more": 1}'),
        (LinkForm, f'{{"secret": "{"a" * 65}", "key": ""}}'),
        (WatchForm, '{"topics": ["no colon"]}'),
        (WatchForm, '{"topics": ["a:b"], "last": -1}'),
        (FieldForm, '{"value": "x", "at": "2026-11-15T09:00:00"}'),
        (FieldForm, '{"value": {"a": 1}, "at": "2026-11-15T09:00:00Z"}'),
        (EditForm, '{"id": "0123456789abcdef", "kind": "a", "target": "b", "fields": {}}'),
    ],
)  # fmt: skip
def test_what_is_refused(form: type[LinkForm], text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        form.model_validate_json(text)
    assert "input_value" not in str(refused.value)
