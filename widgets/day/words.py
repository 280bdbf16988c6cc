"""The sentences of « Ma journée »: what became of an edit, and who else changed the same thing."""

from __future__ import annotations

from pathlib import Path

from care.day.telling import tell_date
from care.moments.model import parse_key
from care.runtime.texts import Texts, french_time

TEXTS = Texts(Path(__file__).with_name("fr.ftl"))


def tell(reason: str, **facts: object) -> str:
    """The sentence `reason`. Raises KeyError when there is none."""
    if not reason.startswith("also-"):
        return TEXTS.say(reason, **facts)
    told = {name: str(fact) for name, fact in facts.items()}
    field = reason.split("-")[1]
    for name in ("kept", "lost"):
        if name in told:
            told[name] = _value(field, told[name])
    told["by"] = told["by"] or TEXTS.say("another-device")
    return TEXTS.say(reason, **told)


def _value(field: str, plain: str) -> str:
    if field == "moved":
        return _moment(plain)
    if field in {"state", "urgent"}:
        return TEXTS.say(f"value-{field}-{plain or 'no'}")
    return plain or TEXTS.say(f"value-{field}-none")


def _moment(plain: str) -> str:
    found = parse_key(plain)
    if found is None:
        return TEXTS.say("value-moved-none")
    day = tell_date(found.day)
    return TEXTS.say("at", day=day, time=french_time(found.at)) if found.at else day
