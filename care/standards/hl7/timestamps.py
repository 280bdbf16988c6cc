"""Moments as HL7 writes them (TS, DTM): `AAAAMMJJ[hhmm[ss[.ffff]]][±ZZZZ]`, as precise as known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import IntEnum

_SHAPE = re.compile(
    r"(?P<year>\d{4})(?:(?P<month>\d{2})(?:(?P<day>\d{2})(?:(?P<hour>\d{2})(?:(?P<minute>\d{2})"
    r"(?:(?P<second>\d{2})(?:\.\d{1,6})?)?)?)?)?)?(?P<zone>[+-]\d{4}|Z)?",
    re.ASCII,
)
#: `AAAA-MM-JJThh:mm:ss±ZZ:ZZ`, as precise as known.
_ISO = re.compile(
    r"(\d{4})-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}(?:\.\d{1,6})?))?"
    r"(?:([+-]\d{2}):?(\d{2})|(Z))?)?)?",
    re.ASCII,
)
_LONGEST = 40
_PARTS = ("year", "month", "day", "hour", "minute", "second")


class Precision(IntEnum):
    """The smallest part that was told."""

    YEAR = 1
    MONTH = 2
    DAY = 3
    HOUR = 4
    MINUTE = 5
    SECOND = 6


_DIGITS = {precision: 2 + 2 * precision for precision in Precision}


@dataclass(frozen=True, slots=True)
class Timestamp:
    """A moment; parts finer than `precision` are placeholders. Without a zone, `when` is naive."""

    when: datetime
    precision: Precision

    @property
    def day(self) -> date:
        """The day as written, in the zone of who wrote it."""
        return self.when.date()

    @property
    def has_time(self) -> bool:
        """Whether more than a day is known."""
        return self.precision > Precision.DAY


def parse_timestamp(text: str | None) -> Timestamp | None:
    """None for what is no moment: absent, malformed or impossible."""
    found = _SHAPE.fullmatch((text or "").strip()) if len(text or "") <= _LONGEST else None
    if found is None:
        return None
    told = [int(found[part]) for part in _PARTS if found[part] is not None]
    year, month, day, hour, minute, second = told + [0, 1, 1, 0, 0, 0][len(told) :]
    try:
        zone = _zone(found["zone"])
        when = datetime(year, month, day, hour, minute, second - (second == 60), tzinfo=zone)
    except ValueError:
        return None
    return Timestamp(when, Precision(len(told)))


def parse_any_timestamp(text: str | None) -> Timestamp | None:
    """As `parse_timestamp`, and the ISO 8601 that some write in its place."""
    found = _ISO.fullmatch((text or "").strip()) if len(text or "") <= _LONGEST else None
    bare = "".join(part for part in found.groups() if part) if found else text
    return parse_timestamp(bare)


def render_timestamp(when: datetime) -> str:
    """To the second, with its zone (CI-SIS demands one). Raises ValueError for a naive moment."""
    if when.utcoffset() is None:
        raise ValueError("a moment that leaves needs a zone")
    return when.strftime("%Y%m%d%H%M%S%z")


def parse_utc_timestamp(text: str | None) -> Timestamp | None:
    """As `parse_timestamp`, where no zone means universal time (registries: ITI TF-3)."""
    moment = parse_timestamp(text)
    if moment is None or moment.when.tzinfo is not None:
        return moment
    return Timestamp(moment.when.replace(tzinfo=UTC), moment.precision)


def render_utc_timestamp(moment: Timestamp) -> str:
    """What `parse_utc_timestamp` reads, as precise as known. Raises ValueError without a zone."""
    if moment.when.utcoffset() is None:
        raise ValueError("a moment that leaves needs a zone")
    # A day has no zone: it must not become the day before.
    when = moment.when.astimezone(UTC) if moment.has_time else moment.when
    return when.strftime("%Y%m%d%H%M%S").zfill(14)[: _DIGITS[moment.precision]]


def _zone(text: str | None) -> timezone | None:
    if text is None or text == "Z":
        return None if text is None else UTC
    sign = -1 if text[0] == "-" else 1
    offset = timedelta(hours=int(text[1:3]), minutes=int(text[3:5]))
    return timezone(sign * offset)
