"""RFC 5545's text of a repeat, both ways: the subset that `Repeat` holds and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from care.moments.model import Frequency, Repeat

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NUMBER = re.compile(r"[+-]?[0-9]{1,4}")
_SURE_DAYS = 28  # every month has them
_KNOWN = {
    *("FREQ", "INTERVAL", "BYDAY", "BYSETPOS", "BYMONTHDAY", "BYMONTH", "UNTIL", "COUNT"),
}


def render_rule(repeat: Repeat) -> str:
    """`FREQ=WEEKLY;INTERVAL=2;BYDAY=MO`. The exceptions of `but` go to EXDATE: not in here."""
    parts: dict[str, object] = {"FREQ": repeat.frequency.value}
    if repeat.interval > 1:
        parts["INTERVAL"] = repeat.interval
    if repeat.month is not None:
        parts["BYMONTH"] = repeat.month
    if repeat.month_day is not None:
        parts |= _month_day(repeat.month_day)
    if repeat.weekdays:
        parts["BYDAY"] = ",".join(_WEEKDAYS[day] for day in repeat.weekdays)
    if repeat.position is not None:
        parts["BYSETPOS"] = repeat.position
    if repeat.until is not None:
        parts["UNTIL"] = f"{repeat.until:%Y%m%d}"
    if repeat.count is not None:
        parts["COUNT"] = repeat.count
    return ";".join(f"{name}={value}" for name, value in parts.items())


def parse_rule(text: str) -> Repeat | None:
    """The repeat that `text` (a rule's value, without `RRULE:`) writes; None for any other rule."""
    parts = dict(part.split("=", 1) for part in text.upper().split(";") if "=" in part)
    if set(parts) - _KNOWN or text.count(";") != len(parts) - 1:
        return None
    try:
        repeat = _repeat(parts)
    except (ValueError, KeyError):
        return None
    return repeat if is_sound(repeat) else None


def is_sound(repeat: Repeat) -> bool:
    """Whether `repeat` says one thing, in bounds that a calendar needs."""
    count = repeat.count
    return (
        1 <= repeat.interval <= 366
        and (count is None or 1 <= count <= 10_000)
        and all(0 <= weekday <= 6 for weekday in repeat.weekdays)
        and tuple(sorted(set(repeat.weekdays))) == repeat.weekdays
        and _FITS[repeat.frequency](repeat)
    )


def _is_monthly(repeat: Repeat) -> bool:
    if repeat.month is not None:
        return False
    if repeat.weekdays:
        return repeat.position in {1, 2, 3, 4, -1} and repeat.month_day is None
    return repeat.position is None and _is_month_day(repeat.month_day, 31)


def _is_yearly(repeat: Repeat) -> bool:
    if repeat.weekdays or repeat.position is not None or repeat.month not in range(1, 13):
        return False
    longest = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}.get(repeat.month or 0, 31)
    return _is_month_day(repeat.month_day, longest)


def _is_month_day(day: int | None, longest: int) -> bool:
    return day is not None and (day == -1 or 1 <= day <= longest)


def _has_no_month(repeat: Repeat) -> bool:
    return repeat.position is None and repeat.month_day is None and repeat.month is None


_FITS: Mapping[Frequency, Callable[[Repeat], bool]] = {
    Frequency.DAILY: lambda repeat: not repeat.weekdays and _has_no_month(repeat),
    Frequency.WEEKLY: _has_no_month,
    Frequency.MONTHLY: _is_monthly,
    Frequency.YEARLY: _is_yearly,
}


def _month_day(day: int) -> dict[str, object]:
    """A day that some months do not have is the last one of those: care does not skip them."""
    if day <= _SURE_DAYS:
        return {"BYMONTHDAY": day}
    days = ",".join(str(one) for one in range(_SURE_DAYS, day + 1))
    return {"BYMONTHDAY": days, "BYSETPOS": -1}


def _repeat(parts: Mapping[str, str]) -> Repeat:
    position, month_day = _one(parts, "BYSETPOS"), None
    if "BYMONTHDAY" in parts:
        days = [_number(one) for one in parts["BYMONTHDAY"].split(",")]
        month_day = days[-1]
        if len(days) > 1:
            if position != -1 or days != list(range(_SURE_DAYS, days[-1] + 1)):
                raise ValueError("days that only the whole of RFC 5545 can say")
            position = None
    listed = parts["BYDAY"].split(",") if "BYDAY" in parts else []
    return Repeat(
        frequency=Frequency(parts["FREQ"]),
        interval=_number(parts.get("INTERVAL", "1")),
        weekdays=tuple(sorted(_WEEKDAYS.index(one) for one in listed)),
        position=position,
        month_day=month_day,
        month=_one(parts, "BYMONTH"),
        until=date.fromisoformat(parts["UNTIL"][:8]) if "UNTIL" in parts else None,
        count=_one(parts, "COUNT"),
    )


def _one(parts: Mapping[str, str], name: str) -> int | None:
    return _number(parts[name]) if name in parts else None


def _number(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise ValueError("not a number")
    return int(text)
