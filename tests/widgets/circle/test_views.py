"""What the page is given and sends names nobody by their Matrix id."""

from __future__ import annotations

from typing import get_args

from pydantic import BaseModel

from care.circles.model import Right
from widgets.circle import views
from widgets.circle.views import RightName


def test_no_field_is_a_matrix_id() -> None:
    models = [
        one for one in vars(views).values() if isinstance(one, type) and issubclass(one, BaseModel)
    ]
    fields = {field for model in models for field in model.model_fields}
    assert not fields & {"user_id", "room_id", "event_id"}


def test_rights_bear_their_own_names() -> None:
    assert set(get_args(RightName)) < {right.value for right in Right}
