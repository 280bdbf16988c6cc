"""Why a national file was refused, in words for an operator."""

from __future__ import annotations

from pathlib import Path

from care.directory.national_files import UnusableFile
from care.runtime.texts import Texts

_TEXTS = Texts(Path(__file__).with_name("fr.ftl"))


def explain(refused: UnusableFile) -> str:
    """One sentence: what is wrong with the file, and what to do."""
    return _TEXTS.say(refused.reason, **refused.facts)
