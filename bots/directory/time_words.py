"""Hours, openings and absences in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from bots.directory.texts import TEXTS
from bots.engine.markup import fact
from care.directory.profiles.model import MIDNIGHT, Absence, Hours, Slot
from care.directory.profiles.week import PARIS, Opening, Status
from care.runtime.texts import french_date, french_time

_NO_BREAK = "\u00a0"


def write_hours(hours: Hours) -> str:
    """`lundi à vendredi 9 h – 12 h, 14 h – 19 h ; samedi 9 h – 12 h`; neighbours alike together."""
    parts = []
    for slots, days in groupby(range(7), key=lambda day: hours.days[day]):
        if slots:
            numbers = list(days)
            times = ", ".join(map(_slot, slots))
            parts.append(f"{_days(numbers)} {times}")
    return " ; ".join(parts)


def write_opening(opening: Opening | None, opens: datetime | None = None) -> str:
    """What is known for the time that was asked; empty when nothing was asked."""
    if opening is None:
        return ""
    match opening.status:
        case Status.OPEN if opening.until is not None and opening.since is not None:
            since, until = _clock(opening.since), _clock(opening.until)
            return TEXTS.say("open-between", since=since, until=until)
        case Status.CLOSED | Status.AWAY if opens is not None:
            return TEXTS.say("opens-next", when=write_moment(opens))
        case _:
            return TEXTS.say(f"opening-{opening.status.value}")


def write_moment(moment: datetime, zone: ZoneInfo = PARIS) -> str:
    """`lundi 16/11 à 9 h`."""
    local = moment.astimezone(zone)
    day = TEXTS.say(f"day-{local.weekday()}")
    return TEXTS.say("moment", day=day, date=local.strftime("%d/%m"), time=_clock(moment, zone))


def write_absence(absence: Absence | None, who: str) -> Iterator[str]:
    """Until when, and who stands in; `who` is "man", "woman" or "place"."""
    if absence is not None:
        note = fact(f" ({absence.note})" if absence.note else "")
        yield TEXTS.say("absent-until", who=who, date=french_date(absence.last), note=note)


def _days(numbers: list[int]) -> str:
    names = [TEXTS.say(f"day-{number}") for number in numbers]
    if len(names) < 3:
        return ", ".join(names)
    return TEXTS.say("days-range", first=names[0], last=names[-1])


def _slot(slot: Slot) -> str:
    return TEXTS.say("slot", start=_minutes(slot.start), end=_minutes(slot.end))


def _minutes(minute: int) -> str:
    if minute == MIDNIGHT:
        return f"24{_NO_BREAK}h"
    hour, rest = divmod(minute % MIDNIGHT, 60)
    return f"{hour}{_NO_BREAK}h" + (f"{_NO_BREAK}{rest:02d}" if rest else "")


def _clock(moment: datetime, zone: ZoneInfo = PARIS) -> str:
    local = moment.astimezone(zone)
    return french_time(local) if local.minute else f"{local.hour}{_NO_BREAK}h"
