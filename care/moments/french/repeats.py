"""What comes back: "tous les lundis", "un jour sur deux", "le premier mardi du mois"."""

from __future__ import annotations

import re
from collections.abc import Callable

from care.moments.french.model import Guess, Problem
from care.moments.french.slate import Slate
from care.moments.french.told import RepeatTold, Told
from care.moments.french.vocabulary import (
    RANKS,
    TIMES_A_DAY,
    month_of,
    number_of,
    pattern_of,
    weekday_of,
)
from care.moments.model import Frequency, Repeat
from care.moments.rules import is_sound

_ALL = r"(?:tous les|toutes les|chaque|ts les|tts les|ttes les|tt les|tous)"
_UNITS = {
    "jour": Frequency.DAILY,
    "j": Frequency.DAILY,
    "semaine": Frequency.WEEKLY,
    "sem": Frequency.WEEKLY,
    "mois": Frequency.MONTHLY,
    "trimestre": Frequency.MONTHLY,
    "semestre": Frequency.MONTHLY,
    "an": Frequency.YEARLY,
    "annee": Frequency.YEARLY,
}
_UNIT = r"(?:jours?|j|semaines?|sem|mois|trimestres?|semestres?|annees?|ans?)"
_MONTHS_IN = {"trimestre": 3, "semestre": 6}
_JOIN = r"(?:,| et| ou| &|,? puis)"
#: What follows a weekday is no date of the month ("lundi 9h", not "lundi 9").
NO_DATE = r"(?! [0-9]{1,2}(?![0-9])(?! ?(?:h|:)))"
LIST = rf"WEEKDAY(?:{_JOIN}? ?(?:tous les |le |les )?WEEKDAY)*"
_SEVERAL = r"WEEKDAY(?:(?:,| et| &|,? puis)? ?(?:le |les )?WEEKDAY)+"
_WEEKDAY = pattern_of("WEEKDAY")
_FORTNIGHTS = {8: 1, 15: 2}  # "tous les quinze jours" is every other week
Reader = Callable[[re.Match[str]], "RepeatTold | None"]


def find_repeats(slate: Slate, told: Told) -> None:
    """Put into `told` what comes back."""
    for pattern, read in _READERS:
        told.repeats += slate.sweep(pattern, read)
    if any(found.impossible for found in told.repeats):
        told.problem = Problem.NO_SUCH_DAY
    if any(found.repeat.interval > 366 for found in told.repeats):
        told.problem = Problem.TOO_FAR


def weekdays_in(listed: str) -> tuple[int, ...]:
    """The weekdays of a list, in order."""
    return tuple(sorted({weekday_of(day[0]) for day in _WEEKDAY.finditer(listed)}))


def _every_weekday(match: re.Match[str]) -> RepeatTold:
    return RepeatTold(match.span(), _on(*weekdays_in(match["list"])))


def _listed(match: re.Match[str]) -> RepeatTold:
    """Several weekdays: one time each, or every week; in the plural, every week."""
    days = [day[0].rstrip(".") for day in _WEEKDAY.finditer(match["list"])]
    plural = all(day.endswith("s") for day in days)
    return RepeatTold(match.span(), _on(*weekdays_in(match["list"])), once=not plural)


def _range(match: re.Match[str]) -> RepeatTold:
    first, last = weekday_of(match["first"]), weekday_of(match["last"])
    days = {(first + step) % 7 for step in range((last - first) % 7 + 1)}
    return RepeatTold(match.span(), _on(*sorted(days)))


def _of_two(match: re.Match[str]) -> RepeatTold | None:
    """ "Un lundi sur deux", "une semaine sur trois": from the next one on."""
    every, guesses = number_of(match["n"]), frozenset({Guess.START})
    if every == 0:
        return None
    if match["wd"]:
        return RepeatTold(match.span(), _on(weekday_of(match["wd"]), every=every), guesses=guesses)
    return RepeatTold(match.span(), Repeat(_UNITS[_singular(match["u"])], every), guesses=guesses)


def _every(match: re.Match[str]) -> RepeatTold | None:
    number, unit = number_of(match["n"] or "1"), match["u"]
    if number == 0:
        return None
    if unit.startswith("h"):
        return RepeatTold(match.span(), Repeat(Frequency.DAILY), every_hours=number)
    frequency = _UNITS[_singular(unit)]
    if frequency is Frequency.DAILY and number in _FORTNIGHTS:
        return RepeatTold(match.span(), Repeat(Frequency.WEEKLY, _FORTNIGHTS[number]))
    return RepeatTold(match.span(), Repeat(frequency, number * _MONTHS_IN.get(_singular(unit), 1)))


def _times(match: re.Match[str]) -> RepeatTold:
    """ "Deux fois par jour", at hours that are guessed; "une fois par mois"."""
    number, frequency = number_of(match["n"]), _UNITS[_singular(match["u"])]
    if frequency is not Frequency.DAILY or number not in TIMES_A_DAY:
        return RepeatTold(match.span(), Repeat(frequency), unclear=number != 1)
    hours = tuple(TIMES_A_DAY[number])
    return RepeatTold(
        match.span(), Repeat(Frequency.DAILY), of_day=hours, guesses=frozenset({Guess.HOUR})
    )


def _ranked(match: re.Match[str]) -> RepeatTold:
    weekday, position = weekday_of(match["wd"]), RANKS[match["rank"]]
    return RepeatTold(
        match.span(), Repeat(Frequency.MONTHLY, weekdays=(weekday,), position=position)
    )


def _day_of_month(match: re.Match[str]) -> RepeatTold:
    return _sound(match, Repeat(Frequency.MONTHLY, month_day=_day(match)))


def _day_of_year(match: re.Match[str]) -> RepeatTold:
    return _sound(
        match, Repeat(Frequency.YEARLY, month_day=_day(match), month=month_of(match["m"]))
    )


def _month_edge(match: re.Match[str]) -> RepeatTold:
    day = -1 if match["edge"].startswith(("fin", "dernier")) else 1
    return RepeatTold(match.span(), Repeat(Frequency.MONTHLY, month_day=day))


def _fixed(repeat: Repeat) -> Reader:
    return lambda match: RepeatTold(match.span(), repeat)


def _on(*weekdays: int, every: int = 1) -> Repeat:
    return Repeat(Frequency.WEEKLY, every, weekdays=weekdays)


def _sound(match: re.Match[str], repeat: Repeat) -> RepeatTold:
    return RepeatTold(match.span(), repeat, impossible=not is_sound(repeat))


def _day(match: re.Match[str]) -> int:
    return 1 if match["d"] == "1er" else int(match["d"])


def _singular(unit: str) -> str:
    return unit if unit == "mois" else unit.rstrip("s")


_EACH_MONTH = r"(?:de )?(?:chaque|tous les) mois"
_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (pattern_of(text), read)
    for text, read in (
        (
            r"(?:une?|1) ?(?:(?P<wd>WEEKDAY)|(?P<u>jour|j|semaine|sem|mois|an)) ?(?:sur|/) ?"
            r"(?P<n>NUMBER)",
            _of_two,
        ),
        (
            rf"(?:{_ALL} |le |les )(?P<rank>RANK) (?P<wd>WEEKDAY)"
            rf" (?:{_EACH_MONTH}|(?:du|par|des) mois(?! prochain))",
            _ranked,
        ),
        (rf"le (?P<d>[0-9]{{1,2}}|1er) {_EACH_MONTH}", _day_of_month),
        (rf"{_ALL} (?P<d>[0-9]{{1,2}}|1er) (?:du|de chaque) mois", _day_of_month),
        (rf"(?:a )?{_ALL} (?P<edge>fin|debut)s? (?:de|du) mois", _month_edge),
        (
            rf"(?:le )?(?P<edge>dernier|premier|1er) jour (?:{_EACH_MONTH}|du mois(?! prochain))",
            _month_edge,
        ),
        (
            rf"{_ALL} (?:(?:ans|annee) )?(?:le )?(?P<d>[0-9]{{1,2}}|1er) (?P<m>MONTH)",
            _day_of_year,
        ),
        (
            rf"(?:{_ALL} |les )?jours (?:ouvres|de (?:la )?semaine)|du lundi au vendredi{NO_DATE}"
            r"|en semaine",
            _fixed(_on(0, 1, 2, 3, 4)),
        ),
        (rf"(?:{_ALL} |les )?jours ouvrables", _fixed(_on(0, 1, 2, 3, 4, 5))),
        (rf"(?:{_ALL}|les) week[ -]?ends?", _fixed(_on(5, 6))),
        (rf"(?:du )?(?P<first>WEEKDAY) ?(?:au|a|-) ?(?P<last>WEEKDAY){NO_DATE}(?!-)", _range),
        (rf"{_ALL} (?P<list>{LIST})", _every_weekday),
        (rf"(?:le |les )?(?P<list>{_SEVERAL}){NO_DATE}", _listed),
        (r"les (?P<list>WEEKDAY)", _every_weekday),
        (
            rf"(?:x ?)?(?P<n>NUMBER) ?(?:(?:fois|x) ?(?:par |/ ?)|/ ?(?=j))(?P<u>{_UNIT})",
            _times,
        ),
        (rf"(?:(?:une|1) fois )?{_ALL} (?:(?P<n>NUMBER) ?)?(?P<u>{_UNIT}|heures?|h)", _every),
        (rf"{_ALL}(?= (?:les )?PART)", _fixed(Repeat(Frequency.DAILY))),
        ("quotidiennement|chaque jour", _fixed(Repeat(Frequency.DAILY))),
    )
)
