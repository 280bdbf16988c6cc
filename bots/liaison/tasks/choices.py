"""When somebody wants their day told, and when peace: « à 7h30 », « de 20h à 7h », « jamais »."""

from __future__ import annotations

from datetime import datetime, time

from care.directory.spelling import words
from care.moments.french.model import Guess
from care.moments.french.plain import plain
from care.moments.french.reading import read_moment
from care.moments.french.told import times_of
from care.moments.french.vocabulary import minutes_of, pattern_of

_CLOCK = pattern_of("CLOCK")
_BARE_START = pattern_of(r"(?:de|entre) (?P<hour>[0-9]{1,2}) (?:a|et) CLOCK")
_NIGHT = (time(21), time(7))


def is_never(typed: str) -> bool:
    """Whether what was chosen is given up."""
    return words(typed)[:1] in (["jamais"], ["non"], ["stop"])


def hour_chosen(typed: str, now: datetime, zone: str) -> time | None:
    """The hour of « à 7h30 », « le soir »; « de demain », « svp » choose none."""
    daily = read_moment(f"tous les jours {typed}", now, zone)
    if not typed or not daily.meanings or not daily.meanings[0].schedule.times:
        return None
    if Guess.HOUR in daily.meanings[0].guesses:
        said = read_moment(typed, now, zone)
        if not any(meaning.schedule.repeat for meaning in said.meanings):
            return None
    return daily.meanings[0].schedule.times[0]


def quiet_chosen(typed: str) -> tuple[time, time] | None:
    """The hours of « de 20h à 7h », « entre 20 et 7h », « la nuit »."""
    line = plain(typed)
    minutes = [minutes_of(found[0]) for found in _CLOCK.finditer(line)]
    if (bare := _BARE_START.search(line)) is not None and len(minutes) == 1:
        minutes = [int(bare["hour"]) * 60, *minutes]
    if len(minutes) == 2:
        (start,), (end,) = (times_of([minute]) for minute in minutes)
        return None if start == end else (start, end)
    return _NIGHT if not minutes and {"nuit", "nuits"} & set(words(typed)) else None
