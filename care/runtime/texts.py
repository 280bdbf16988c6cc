"""French from catalogues: Fluent messages by key, with typographic care taken once, here."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import MAX_PART_LENGTH
from fluent.syntax.ast import Junk

from care.standards.hl7.timestamps import Precision

_NARROW = "\u202f"
_NO_BREAK = "\u00a0"
_DATES = {Precision.YEAR: "%Y", Precision.MONTH: "%m/%Y"}
# In place of a fact that Fluent finds too long, and raises for; no text of people holds it.
_MARK = "\ufdd0"


class Texts:
    """The catalogue in one `.ftl` file. Raises ValueError at once when part of it is malformed."""

    def __init__(self, path: Path) -> None:
        self._bundle = FluentBundle(["fr-FR"], use_isolating=False)
        resource = FluentResource(path.read_text(encoding="utf-8"))
        for entry in resource.body:
            if isinstance(entry, Junk):
                raise ValueError(f"{path.name}: {entry.content.strip()}")
        self._bundle.add_resource(resource)
        self.path = path

    def say(self, key: str, **facts: Any) -> str:
        """The sentence `key` with `facts` put in. Raises KeyError for an unknown key or fact."""
        message = self._bundle.get_message(key)
        if message is None or message.value is None:
            raise KeyError(f"{self.path.name}: {key}")
        long = {name: fact for name, fact in facts.items() if _is_long(fact)}
        stands_for = {name: f"{_MARK}{name}{_MARK}" for name in long}
        text, errors = self._bundle.format_pattern(message.value, facts | stands_for)
        if errors:
            raise KeyError(f"{self.path.name}: {key}: {errors[0]}")
        said = str(text)
        for name, mark in stands_for.items():
            said = said.replace(mark, long[name])
        return typeset(said)


def _is_long(fact: object) -> bool:
    return isinstance(fact, str) and len(fact) > MAX_PART_LENGTH


def typeset(text: str) -> str:
    """French spacing: narrow no-break space before ; ! ?, no-break before : and inside « »."""
    text = re.sub(r"«[ \u00a0\u202f]*", "«" + _NO_BREAK, text)
    text = re.sub(r"[ \u00a0\u202f]*»", _NO_BREAK + "»", text)
    text = re.sub(r"[ \u00a0\u202f]+([;!?])", _NARROW + r"\1", text)
    text = re.sub(r"[ \u00a0\u202f]+(:)(?=\s|$)", _NO_BREAK + r"\1", text)
    return text.replace("'", "’")


def cut(text: str, most: int) -> str:
    """The beginning of a text that is too long for a line."""
    return text if len(text) <= most else f"{text[:most].rstrip()}…"


def french_date(day: date, precision: Precision = Precision.DAY) -> str:
    """`12/03/1948`; `03/1948` or `1948` where no more was told: nobody is told a day made up."""
    return day.strftime(_DATES.get(precision, "%d/%m/%Y"))


def french_time(moment: time | datetime) -> str:
    """`14 h 30`, with no-break spaces."""
    return f"{moment.hour}{_NO_BREAK}h{_NO_BREAK}{moment.minute:02d}"
