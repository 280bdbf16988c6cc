"""The pieces of a moment put together: one sense, or those between which only a person can say."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from care.moments.french.model import Doubt, Guess, Problem
from care.moments.french.recurring import recurring
from care.moments.french.sense import Sense, is_ahead, on_day
from care.moments.french.told import DayTold, RepeatTold, Role, Told, times_of
from care.moments.model import Frequency, Repeat, Schedule
from care.moments.wall import exact_zone, wall_of

_NOON = 12 * 60
_HORIZON = timedelta(days=3660)
Answer = tuple[list[Sense], Problem | None]


def resolve(told: Told) -> Answer:
    """The senses, the likeliest first, and why there is none (or why they are only proposed)."""
    if told.problem is not None:
        return [], told.problem
    senses, problem = _resolve(told)
    near = [sense for sense in senses if sense.schedule.day - told.today <= _HORIZON]
    if len(near) < len(senses):
        problem = problem or Problem.TOO_FAR
    return list({sense.schedule: sense for sense in reversed(near)}.values())[::-1], problem


def _resolve(told: Told) -> Answer:
    if told.instant is not None:
        return [_exact(told)], None
    if told.repeats or told.is_range or _is_habit(told):
        return recurring(told)
    once, problem = _resolve_once(told)
    if problem is None and len(once) == 1 and told.hours.minutes and _lasts(told):
        every, _ = recurring(replace(told, is_range=True))
        return [sense.doubting(Doubt.ONCE_OR_EVERY) for sense in (*every, *once)], None
    return once, problem


def _lasts(told: Told) -> bool:
    return any(bound.lasts for bound in told.bounds)


def _resolve_once(told: Told) -> Answer:
    due = _agreed([day for day in told.days if day.role in {Role.DUE, Role.BEFORE, Role.FROM}])
    until = [day for day in told.days if day.role is Role.UNTIL]
    if due:
        return _on_days(told, due)
    if until:
        return _until(told, until[0])
    if told.hours.minutes:
        return _by_hours(told)
    return [], None


def _is_habit(told: Told) -> bool:
    """Whether "matin et soir" stands alone: every day."""
    return len(told.hours.part_spans) > 1 and not told.hours.spans and not told.days


def _exact(told: Told) -> Sense:
    assert told.instant is not None
    span, delay = told.instant
    instant = told.now + delay
    if instant.second or instant.microsecond:
        instant = instant.replace(second=0, microsecond=0) + timedelta(minutes=1)
    wall = wall_of(instant, told.zone)
    zone = exact_zone(instant, told.zone)
    return Sense(Schedule(wall.date(), (wall.time(),), zone), (span,))


def _agreed(days: list[DayTold]) -> list[DayTold]:
    """Days told twice ("demain jeudi") as one."""
    kept: list[DayTold] = []
    for day in days:
        for rank, other in enumerate(kept):
            common = tuple(one for one in other.options if one in day.options)
            if common:
                also = (*other.also, *day.spans)
                doubt = other.doubt if len(common) > 1 else None
                kept[rank] = replace(other, options=common, also=also, doubt=doubt, every=None)
                break
        else:
            kept.append(day)
    return kept


def _on_days(told: Told, days: list[DayTold]) -> Answer:
    answers = [_on_one(_beside(told, days, rank), day) for rank, day in enumerate(days)]
    senses = [sense for found, problem in answers if problem is None for sense in found]
    if not senses:
        proposed = [sense for found, _ in answers for sense in found]
        return proposed, Problem.PAST
    if len(days) > 1:
        senses = [sense.doubting(Doubt.SEVERAL) for sense in senses]
    return senses, None


def _beside(told: Told, days: list[DayTold], rank: int) -> Told:
    """With the hours that follow this day: of "lundi 8h, jeudi 14h" each has its own."""
    hours = told.hours
    start = days[rank].span[0] if rank else 0
    end = days[rank + 1].span[0] if rank + 1 < len(days) else None
    own = [
        (span, minute)
        for span, minute in zip(hours.spans, hours.minutes, strict=False)
        if span[0] >= start and (end is None or span[0] < end)
    ]
    if len(days) == 1 or not own:
        return told
    spans, minutes = zip(*own, strict=True)
    return replace(told, hours=replace(hours, spans=spans, minutes=minutes))


def _on_one(told: Told, day: DayTold) -> Answer:
    """The senses of one day told; when it is over, what may have been meant."""
    spans = day.spans + told.hours.all_spans
    options, guesses = day.options, day.guesses | told.hours.guesses
    if day.role is Role.BEFORE and not told.hours.minutes:
        options = tuple(max(one - timedelta(days=1), told.today) for one in options)
        guesses |= {Guess.EVE}
    found = [
        Sense(schedule, spans, guesses)
        for one in options
        if (schedule := on_day(told, one, told.hours)) is not None
    ]
    if not found:
        return _too_late(told, day, spans), Problem.PAST
    if day.doubt is not None and len(found) > 1:
        found = [sense.doubting(day.doubt) for sense in found]
    if day.every is not None and day.role is Role.DUE:
        weekly = RepeatTold(day.span, Repeat(Frequency.WEEKLY, weekdays=(day.every,)))
        every, _ = recurring(replace(told, repeats=[weekly], days=[]))
        found = [sense.doubting(Doubt.ONCE_OR_EVERY) for sense in (*found, *every)]
    return found, None


def _too_late(told: Told, day: DayTold, spans: tuple[tuple[int, int], ...]) -> list[Sense]:
    """What to propose for a day or an hour that is over."""
    guesses = frozenset({Guess.LATER})
    proposed = []
    if told.today in day.options:
        proposed += _this_evening(told, spans)
        later = day.later or told.today + timedelta(days=1)
        schedule = on_day(told, later, told.hours)
        proposed += [Sense(schedule, spans, guesses)] if schedule else []
    return proposed


def _this_evening(told: Told, spans: tuple[tuple[int, int], ...]) -> list[Sense]:
    """ "8h" once that is over: perhaps 20 h."""
    hours = told.hours
    if hours.guesses or len(hours.minutes) != 1 or not 60 <= hours.minutes[0] < _NOON:
        return []
    evening = replace(hours, minutes=(hours.minutes[0] + _NOON,))
    schedule = on_day(told, told.today, evening)
    return [Sense(schedule, spans, frozenset({Guess.EVENING}))] if schedule else []


def _until(told: Told, day: DayTold) -> Answer:
    """ "Jusqu'au 3/12": due then, or every day until then."""
    due, problem = _on_one(told, replace(day, role=Role.DUE, every=None))
    every, _ = recurring(replace(told, is_range=True))
    if problem is not None or not due or not every:
        return [*due, *every] if problem is None else due, problem
    return [sense.doubting(Doubt.ONCE_OR_EVERY) for sense in (due[0], every[0])], None


def _by_hours(told: Told) -> Answer:
    """Hours without a day: the next time that the clock shows them."""
    hours, tomorrow = told.hours, told.today + timedelta(days=1)
    if hours.of_today:
        return _today(told)
    if len(hours.minutes) > 1:
        return _several_hours(told), None
    spans = hours.all_spans
    schedule = on_day(told, told.today, hours)
    if schedule is not None:
        found = [Sense(schedule, spans, hours.guesses)]
    else:
        later = on_day(told, tomorrow, hours)
        found = [Sense(later, spans, hours.guesses | {Guess.LATER})] if later else []
        found += _this_evening(told, spans)
        if len(found) > 1:
            found = [sense.doubting(Doubt.HOUR_PASSED) for sense in found]
    if hours.habitual:
        every, _ = recurring(replace(told, is_range=True))
        found = [sense.doubting(Doubt.ONCE_OR_EVERY) for sense in (*found[:1], *every)]
    return found, None


def _today(told: Told) -> Answer:
    """ "Ce soir", "cette nuit à 3h": today, or the small hours that follow."""
    hours, tomorrow = told.hours, told.today + timedelta(days=1)
    days = (told.today, tomorrow) if hours.is_small_hours else (told.today,)
    for day in days:
        schedule = on_day(told, day, hours)
        if schedule is not None:
            return [Sense(schedule, hours.all_spans, hours.guesses)], None
    schedule = on_day(told, tomorrow, hours)
    guesses = hours.guesses | {Guess.LATER}
    return [Sense(schedule, hours.all_spans, guesses)] if schedule else [], Problem.PAST


def _several_hours(told: Told) -> list[Sense]:
    """ "8h et 20h": each the next time, the first of them perhaps tomorrow."""
    hours = told.hours
    times = times_of(hours.minutes)
    ahead = [at for at in times if is_ahead(told, told.today, at)]
    if len(ahead) in {0, len(times)}:
        day = told.today if ahead else told.today + timedelta(days=1)
        schedule = Schedule(day, times, told.zone)
    else:
        repeat = Repeat(Frequency.DAILY, count=len(times))
        schedule = Schedule(told.today, times, told.zone, repeat, first_time=ahead[0])
    return [Sense(schedule, hours.all_spans, hours.guesses)]
