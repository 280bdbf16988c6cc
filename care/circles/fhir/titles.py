"""The name of a team, as the national profile writes it."""

from __future__ import annotations

from pathlib import Path

from care.identity.traits import Traits
from care.runtime.texts import Texts

_TEXTS = Texts(Path(__file__).with_name("fr.ftl"))


def title_of(traits: Traits) -> str:
    """« Cercle de soins de … », with the name that people call the patient by."""
    who = " ".join(part for part in (traits.daily_given_name, traits.daily_name) if part)
    return _TEXTS.say("team-title", who=who) if who else _TEXTS.say("team-title-unnamed")
