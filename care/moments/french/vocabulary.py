"""The words of time, and patterns made of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_DATA: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
)
WEEKDAYS: list[str] = _DATA["weekdays"]
SHORT_WEEKDAYS: list[str] = _DATA["short_weekdays"]
NUMBERS: dict[str, int] = _DATA["numbers"]
RANKS: dict[str, int] = _DATA["ranks"]
MONTHS: dict[str, int] = _DATA["months"]
PARTS: dict[str, list[int]] = _DATA["parts"]
TIMES_A_DAY: dict[int, list[int]] = {int(n): at for n, at in _DATA["times_a_day"].items()}
ABBREVIATIONS: dict[str, str] = _DATA["abbreviations"]
BEFORE_HOUR: dict[str, str] = _DATA["before_hour"]
NEXT: dict[str, str] = _DATA["next"]
SPOKEN_HOURS: dict[str, int] = _DATA["spoken_hours"]
SPOKEN_MINUTES: dict[str, int] = _DATA["spoken_minutes"]
TOLERANT: list[str] = _DATA["spelling"]["tolerant"]
WORDS_OF_THEIR_OWN = frozenset(_DATA["spelling"]["words_of_their_own"])

_AFTER_HOUR = r" et demie?| et quart| moins le quart| moins (?:cinq|dix|vingt)"
#: What was read before, the day for one, is wiped.
WIPED = "\x1f"
_LEADS_TO_HOUR = ("a", "vers", "avant", "des", WIPED)


def _any_of(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(longest_first)})".replace(" ", "[ -]")


# « Deux heures » alone is how long something lasts, « à deux heures de route » how far it is.
_SPOKEN = (
    f"(?:{'|'.join(f'(?<=(?<![a-z]){word} )' for word in _LEADS_TO_HOUR)})"
    rf"{_any_of(SPOKEN_HOURS)} heures?"
    rf"(?: {_any_of(SPOKEN_MINUTES)}| [0-5][0-9]|{_AFTER_HOUR})?(?![a-z0-9])"
    r"(?! d(?:e l)? (?!apres)| de (?!l )| apres| plus tard)"
)
_FRAGMENTS = {
    "WEEKDAY": rf"(?:(?:{'|'.join(WEEKDAYS)})s?|(?:{'|'.join(SHORT_WEEKDAYS)})\.?(?= [0-9]))",
    "NUMBER": rf"(?:[0-9]{{1,4}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})",
    "RANK": rf"(?:{'|'.join(sorted(RANKS, key=len, reverse=True))})",
    "MONTH": rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})(?![a-z])\.?",
    "PART": "(?:"
    + "|".join(p.replace("-", "[ -]") for p in sorted(PARTS, key=len, reverse=True))
    + ")(?![a-z])",
    "CLOCK": (
        r"(?<![0-9,./:])(?:(?:[01]?[0-9]|2[0-3]|(?<=a )24)"
        r"(?: ?h ?[0-5][0-9](?![0-9])(?! ?h(?![a-z])|:)"
        r"| heures? (?:[0-5][0-9](?![0-9])|trente|quarante[ -]cinq)"
        r"|:[0-5][0-9](?![0-9:])"
        rf"| ?h(?:eures?|rs?)?(?![a-z0-9])(?:{_AFTER_HOUR})?)"
        rf"|{_SPOKEN}|midi(?:{_AFTER_HOUR})|minuit(?![a-z])(?: et demie?| et quart)?)"
        r"(?! ?/ ?(?:[0-9]|j))"
    ),
}
_NAMES = re.compile("|".join(_FRAGMENTS))


def pattern_of(text: str) -> re.Pattern[str]:
    """`text` compiled, with WEEKDAY, NUMBER, RANK, MONTH, PART and CLOCK written out.

    Whole words only.
    """
    written = _NAMES.sub(lambda name: _FRAGMENTS[name[0]], text)
    return re.compile(rf"(?<![a-z0-9])(?:{written})(?![a-z0-9])", re.ASCII)


_SPOKEN_CLOCK = re.compile(
    rf"(?P<hour>{_any_of(SPOKEN_HOURS)}) heures?(?: (?P<minute>{_any_of(SPOKEN_MINUTES)}))?"
)
NOT_MOMENTS = [pattern_of(one) for one in _DATA["not_moments"]["patterns"]]
PAST = [pattern_of(one) for one in _DATA["not_moments"]["past"]]


def number_of(text: str) -> int:
    """A number in digits or letters."""
    return NUMBERS[text] if text in NUMBERS else int(text)


def weekday_of(text: str) -> int:
    """0 for Monday."""
    return next(
        rank
        for rank, (day, short) in enumerate(zip(WEEKDAYS, SHORT_WEEKDAYS, strict=True))
        if text.startswith(day) or text.rstrip(".") == short
    )


def month_of(text: str) -> int:
    """1 for January."""
    return MONTHS[text.rstrip(".")]


def part_of(text: str) -> tuple[int, int]:
    """A part of the day: the minute it is understood as, and the one it ends at."""
    key = text.replace("apres midi", "apres-midi")
    start, end = PARTS[key]
    return start, end


def minutes_of(clock: str) -> int:
    """A time of day in minutes, as CLOCK finds it; midnight is that which ends the day."""
    numbers = [int(number) for number in re.findall("[0-9]+", clock)]
    if (spoken := _SPOKEN_CLOCK.match(clock)) is not None:
        hour = SPOKEN_HOURS[_spaced(spoken["hour"])]
        if spoken["minute"]:
            return hour * 60 + SPOKEN_MINUTES[_spaced(spoken["minute"])]
    else:
        hour = (
            12 if clock.startswith("midi")
            else 24 if clock.startswith("minuit")
            else numbers.pop(0)
        )  # fmt: skip
    minute = numbers[0] if numbers else next((m for said, m in _SAID if said in clock), 0)
    return hour * 60 + minute


def _spaced(words: str) -> str:
    return words.replace("-", " ")


_SAID = (
    *(("et demi", 30), ("et quart", 15), ("le quart", -15)),
    *(("trente", 30), ("quarante", 45)),
    *(("moins cinq", -5), ("moins dix", -10), ("moins vingt", -20)),
)
