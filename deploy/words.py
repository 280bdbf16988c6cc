"""What the `cercle` command says, in French."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from care.runtime.texts import Texts

_TEXTS = Texts(Path(__file__).with_name("fr.ftl"))


def say(key: str, **facts: Any) -> str:
    """The sentence `key` of the catalogue with `facts` put in."""
    return _TEXTS.say(key, **facts)
