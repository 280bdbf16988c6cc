"""The trades as people name them: one data file ties everyday words to national codes."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from care.directory.model import Professional


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade: profession codes (TRE_G15…), narrowed by skill codes (TRE_R38…) if there are any.

    `words` name it; `also` are words that name another trade first.
    """

    name: str
    plural: str
    feminine: str
    professions: frozenset[str]
    skills: frozenset[str]
    words: tuple[str, ...]
    also: tuple[str, ...]

    def is_practised_by(self, professions: Iterable[str], skills: Iterable[str]) -> bool:
        """Whether someone with these codes would be called so."""
        if self.professions.isdisjoint(professions):
            return False
        return not self.skills or not self.skills.isdisjoint(skills)


@cache
def trades() -> tuple[Trade, ...]:
    """Every trade of the data file, the most precise first."""
    source = Path(__file__).with_name("trades.toml").read_text(encoding="utf-8")
    return tuple(
        Trade(
            name=entry["name"],
            plural=entry.get("plural", entry["name"] + "s"),
            feminine=entry.get("feminine", entry["name"]),
            professions=frozenset(entry["professions"]),
            skills=frozenset(entry.get("skills", ())),
            words=tuple(entry["words"]),
            also=tuple(entry.get("also", ())),
        )
        for entry in tomllib.loads(source)["trade"]
    )


def trade_ranks(person: Professional) -> tuple[int, ...]:
    """The ranks in `trades()` of all that `person` may be called."""
    professions = [profession.code for profession in person.professions]
    skills = [skill.code for skill in person.skills]
    return tuple(
        rank for rank, trade in enumerate(trades()) if trade.is_practised_by(professions, skills)
    )


def call(person: Professional) -> tuple[str, ...]:
    """What `person` is called, one name per profession, the most precise that is true.

    A profession that nobody gave a word for keeps its official label.
    """
    skills = [skill.code for skill in person.skills]
    names = []
    for profession in person.professions:
        trade = next((t for t in trades() if t.is_practised_by([profession.code], skills)), None)
        if trade is None:
            names.append(profession.label.lower())
        else:
            names.append(trade.feminine if person.feminine else trade.name)
    return tuple(dict.fromkeys(names))
