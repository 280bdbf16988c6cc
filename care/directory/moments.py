"""When: "ce soir", "samedi matin", "demain à 14 h", as a stretch of local time."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from care.directory.profiles.week import Window

_DATA = tomllib.loads(Path(__file__).with_name("wishes.toml").read_text(encoding="utf-8"))
_PARTS: dict[str, list[int]] = _DATA["parts"]
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
# "À midi" is the next one; "ce midi" may be over.
_NEXT = frozenset(("a", "le", "entre"))
_DAYS_AHEAD: dict[str, int] = _DATA["days_ahead"]
_SAID = [(re.compile(rf"\b{folded}\b"), said) for folded, said in _DATA["said"].items()]
_PART = "|".join(_PARTS)
_DAY = "|".join(_WEEKDAYS)
_CLOCK = r"(?:a|vers|des|apres|avant|jusqu a) (\d{1,2}) ?h(?:eures?)? ?([0-5]\d)?"
_MOMENT = re.compile(
    rf"\b(?:(?P<now>maintenant|tout de suite|immediatement|en ce moment|a cette heure)"
    rf"|(?P<article>ce|cet|cette|a|le|entre) (?P<today_part>{_PART})(?: et (?:2|deux)(?: h)?)?"
    rf"|(?P<today>aujourd hui)(?: (?P<late_part>{_PART}))?"
    rf"|(?P<weekend>(?:ce |le )?(?:week ?end|samedi (?:(?:et|ou) )?(?:le )?dimanche))"
    rf"|(?:le )?(?P<day>apres demain|demain|{_DAY})(?: prochain)?(?: (?P<part>{_PART}))?)"
    rf"(?: (?P<clock>{_CLOCK}))?\b"
    rf"|\b(?P<alone>{_CLOCK})\b"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of time and the words that said it."""

    window: Window
    said: str


def find_moment(folded: str, now: datetime, zone: ZoneInfo) -> tuple[str, Moment | None]:
    """The first moment told in `folded` text, and the text without it."""
    match = _MOMENT.search(folded)
    if match is None:
        return folded, None
    window = _window(match, now, zone)
    if window is None:
        return folded, None
    rest = f"{folded[: match.start()]} {folded[match.end() :]}"
    return " ".join(rest.split()), Moment(window, _as_written(match[0].strip()))


def _as_written(folded: str) -> str:
    """With the accents that folding took away: `apres 18h` → `après 18 h`."""
    for pattern, said in _SAID:
        folded = pattern.sub(said, folded)
    return folded


def _window(match: re.Match[str], now: datetime, zone: ZoneInfo) -> Window | None:
    if match["now"]:
        return Window(now, now)
    local = now.astimezone(zone)
    if match["weekend"]:
        saturday = local.date() + timedelta(days=(5 - local.weekday()) % 7)
        first = local.date() if local.weekday() == 6 else saturday
        last = first if local.weekday() == 6 else saturday + timedelta(days=1)
        return Window(max(now, _at(first, 0, zone)), _at(last, 24, zone))
    part = match["today_part"] or match["late_part"] or match["part"]
    clock = match["clock"] or match["alone"]
    if clock:
        return _by_clock(match, clock, local, zone)
    start, end = _PARTS[part] if part else (0, 24)
    if match["article"] in _NEXT and _at(local.date(), end, zone) <= now:
        local += timedelta(days=1)
    weekly = match["day"] in _WEEKDAYS
    return _future(_day(match, local.date()), start, end, now, zone, weekly=weekly)


def _future(
    day: date, start: float, end: float, now: datetime, zone: ZoneInfo, *, weekly: bool
) -> Window:
    """That stretch, from now on; a weekday's that is over is next week's."""
    if weekly and _at(day, end, zone) <= now:
        day += timedelta(days=7)
    opens, closes = _at(day, start, zone), _at(day, end, zone)
    return Window(max(opens, now), closes) if closes > now else Window(opens, closes)


def _by_clock(match: re.Match[str], clock: str, local: datetime, zone: ZoneInfo) -> Window | None:
    numbers = [int(number) for number in re.findall(r"\d+", clock)]
    hour = numbers[0] + (numbers[1] / 60 if len(numbers) > 1 else 0)
    if hour > 24:
        return None
    day = _day(match, local.date())
    now = local.astimezone(UTC)
    if not match["clock"] and _at(day, hour, zone) < now and not clock.startswith("apres"):
        day += timedelta(days=1)
    if clock.startswith(("apres", "des")):
        return Window(max(_at(day, hour, zone), now), _at(day, 24, zone))
    if clock.startswith("avant"):
        return Window(max(_at(day, 5, zone), now), _at(day, hour, zone))
    return Window(_at(day, hour, zone), _at(day, hour, zone))


def _day(match: re.Match[str], today: date) -> date:
    named = match["day"]
    if named is None:
        return today
    if named in _DAYS_AHEAD:
        return today + timedelta(days=_DAYS_AHEAD[named])
    return today + timedelta(days=(_WEEKDAYS.index(named) - today.weekday()) % 7)


def _at(day: date, hour: float, zone: ZoneInfo) -> datetime:
    days, minutes = divmod(round(hour * 60), 24 * 60)
    wall = datetime.combine(day + timedelta(days=days), time(minutes // 60, minutes % 60), zone)
    return wall.astimezone(UTC)
