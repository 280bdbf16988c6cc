"""The words by which mail programs mark quotes, signatures and automatic answers, as patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("marks.toml")


@dataclass(frozen=True, slots=True)
class Marks:
    """Patterns of whole lines, but for those of subjects, which are beginnings."""

    attribution: re.Pattern[str]
    attribution_by_name: re.Pattern[str]
    separator: re.Pattern[str]
    copied_sender: re.Pattern[str]
    copied_others: re.Pattern[str]
    device: re.Pattern[str]
    automatic_subject: re.Pattern[str]
    reply: re.Pattern[str]
    replaces: re.Pattern[str]
    refused: re.Pattern[str]
    refused_written: str
    replaces_written: str


@cache
def load_marks() -> Marks:
    """The marks, compiled once."""
    told = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Marks(
        attribution=_any(told["attribution"]),
        attribution_by_name=_any(told["attribution_by_name"]),
        separator=_any(told["separator"]),
        copied_sender=_any([told["copied_sender"]]),
        copied_others=_any([told["copied_others"]]),
        device=_any(told["device"]),
        automatic_subject=_any(told["automatic_subject"]),
        reply=_any([told["reply"]]),
        replaces=_any([told["replaces"]]),
        refused=_any([told["refused"]]),
        refused_written=told["refused_written"],
        replaces_written=told["replaces_written"],
    )


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns), re.IGNORECASE)
