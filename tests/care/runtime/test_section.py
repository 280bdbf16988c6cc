"""Sections refuse what they do not know, and are what they were read as."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from care.runtime.section import BotAccount, Localpart, ServerName, WebOrigin


def test_the_unknown_is_refused_and_nothing_changes() -> None:
    with pytest.raises(ValidationError, match="colour"):
        BotAccount.model_validate({"localpart": "vigie", "display_name": "Vigie", "colour": 1})
    bot = BotAccount(localpart="vigie", display_name="Vigie")
    with pytest.raises(ValidationError, match="frozen"):
        bot.localpart = "liaison"


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (ServerName, "cpts.example:8448", "CPTS.example"),
        (Localpart, "vigie.2", "Vigie"),
        (WebOrigin, "https://element.example", "https://element.example/chemin"),
        (WebOrigin, "http://127.0.0.1:8440", "http://element.example"),
    ],
)
def test_names_have_one_form(kind: object, good: str, bad: str) -> None:
    adapter: TypeAdapter[str] = TypeAdapter(kind)
    assert adapter.validate_python(good) == good
    with pytest.raises(ValidationError):
        adapter.validate_python(bad)
