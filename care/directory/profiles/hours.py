"""Opening hours as people write them: "lundi au vendredi 9h-12h 14h-19h sauf mercredi matin"."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from care.directory.profiles.model import MIDNIGHT, Hours, Slot
from care.directory.profiles.plain import plain
from care.runtime.errors import Refusal

_DATA = tomllib.loads(Path(__file__).with_name("hours.toml").read_text(encoding="utf-8"))
_DAYS: dict[str, list[int]] = _DATA["days"]
_PARTS: dict[str, list[int]] = _DATA["parts"]
_EXCEPT = frozenset(_DATA["words"]["except"])
_CLOSED = frozenset(_DATA["words"]["closed"])
_FILL = frozenset(_DATA["words"]["fill"])
_AND = frozenset(_DATA["words"]["and"])
_JOIN: list[list[str]] = _DATA["words"]["join"]

# Minutes are not the hour of the opening that follows: "9h-12h 14h-19h".
_MINUTES = r"(?:\s*[h:][0-5]\d(?!\d)|\s+h\s+[0-5]\d(?!\d|\s*[h:]))"
_CLOCK = rf"(?:[01]?\d|2[0-4])(?:{_MINUTES}|\s*h(?:eures?)?)?|midi|minuit"
_ALWAYS = re.compile(
    r"24\s*(?:h(?:eures?)?)?\s*(?:/|sur)\s*24(?:\s*h\b)?(?:\s*,?\s*7\s*j?\s*/\s*7)?"
)
_EVERY_DAY = re.compile(r"7\s*j(?:ours)?\s*(?:/|sur)\s*7(?:\s*j\b)?|\b7\s*/\s*7\b")
_RANGE = re.compile(rf"({_CLOCK})\s*(?:-|–|a|au|jusqu ?a)\s*({_CLOCK})(?![\d:])")
_GLUED = re.compile(r"(?<=\dh)(?=\d{1,2}\s*h)|(?<=\dh\d\d)(?=\d{1,2}\s*h)")
_HOUR = r"(?:[01]?\d|2[0-4])\s*[h:](?:\s*[0-5]\d(?!\d|\s*[h:]))?"
_SIDE_BY_SIDE = re.compile(rf"(?<![\d<-])({_HOUR})\s*[/ ]\s*({_HOUR})(?![\d:])")
_SHORT_DAY = re.compile(r"\b(lun|mar|mer|jeu|ven|sam|dim)\.")
_HOLIDAYS = re.compile(r"\b(?:sauf|hors|ferme)\s+(?:les\s+)?(?:jours?\s+)?feries?\b")
_INITIALS = re.compile(r"\bl\s*-\s*(?P<last>[vsd])\b")
_LAST_DAY = {"v": "ve", "s": "sa", "d": "di"}
_TOKEN = re.compile(r"<(\d+)-(\d+)>|([a-z]+)|(-)|([^\s])")


@dataclass
class _Clause:
    """Days and openings that go together. Days from `fresh` on may belong to what follows."""

    excepting: bool = False
    closed: bool = False
    days: list[int] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    ranging: bool = False
    times_first: bool = False
    fresh: int = 0

    @property
    def takes_days(self) -> bool:
        """Whether another day still belongs here."""
        return self.times_first or not (self.slots or self.parts)

    def add_days(self, days: list[int]) -> None:
        """Take in a day, the end of a range of them, or several."""
        if self.ranging and len(days) == 1:
            first, last = self.days[-1], days[0]
            self.days += [(first + step) % 7 for step in range(1, (last - first) % 7 + 1)]
        else:
            self.days += days
        self.ranging = False

    def split(self) -> _Clause | None:
        """The fresh days in a clause of their own, if hours that come now are only theirs."""
        if not (self.times_first or self.excepting) or not 0 < self.fresh < len(self.days):
            return None
        own = _Clause(self.excepting, days=self.days[self.fresh :])
        del self.days[self.fresh :]
        return own


def parse_hours(text: str) -> Hours:
    """The week that `text` tells. Raises Refusal when a part of it is not understood."""
    week: dict[int, list[Slot]] = {day: [] for day in range(7)}
    clauses = list(_clauses(_mark_times(plain(unicodedata.normalize("NFKC", text)))))
    if not any(clause.slots or clause.parts for clause in clauses):
        raise Refusal("hours-unclear", word=text.strip()[:40])
    for clause, following in pairwise((*clauses, _Clause())):
        _check_days_have_hours(clause, following)
        (_take_out if clause.excepting else _put_in)(week, clause)
    if not any(week.values()):
        raise Refusal("hours-none")
    return Hours(tuple(_merge(week[day]) for day in range(7)))


def _check_days_have_hours(clause: _Clause, following: _Clause) -> None:
    """Days without hours are closed ("mardi : fermé"), or have those after "sauf mercredi 9h-12h".

    Any other would be left out. Raises Refusal.
    """
    if clause.excepting or not clause.days or clause.slots or clause.parts:
        return
    if following.excepting and following.slots and not following.closed:
        clause.slots, following.slots = following.slots, []
    elif not following.closed:
        day = next(word for word, days in _DAYS.items() if days == clause.days[-1:])
        raise Refusal("hours-unclear", word=day)


def _mark_times(text: str) -> str:
    """`text` with each opening as `<start-end>` in minutes."""
    text = _ALWAYS.sub(f" touslesjours <0-{MIDNIGHT}> ", text)
    text = _EVERY_DAY.sub(" touslesjours ", text)
    text = _SHORT_DAY.sub(r"\1 ", text)
    text = _HOLIDAYS.sub(" ", _INITIALS.sub(lambda week: f"lu-{_LAST_DAY[week['last']]}", text))
    text = _RANGE.sub(lambda found: _mark(found[1], found[2]), _GLUED.sub(" ", text))
    return _SIDE_BY_SIDE.sub(lambda found: _mark(found[1], found[2]), text)


def _mark(start: str, end: str) -> str:
    opens, closes = _minutes(start), _minutes(end)
    if closes <= opens:  # past midnight, like a night pharmacy
        closes += MIDNIGHT
    return f" <{opens}-{closes}> "


def _minutes(clock: str) -> int:
    if clock.startswith("mi"):
        return MIDNIGHT // 2 if clock == "midi" else 0
    hour, *minute = re.findall(r"\d+", clock)
    return min(int(hour) * 60 + int("".join(minute) or 0), MIDNIGHT)


def _clauses(text: str) -> Iterator[_Clause]:
    clause = _Clause()
    for kind, value in _tokens(text):
        following = _following(clause, kind)
        if following is not None:
            yield clause
            clause = following
        if kind == "day":
            clause.add_days(_DAYS[value])
        elif kind == "slot":
            start, end = map(int, value.split("-"))
            clause.times_first = not clause.days
            clause.slots.append(Slot(start, end))
        elif kind == "part":
            clause.parts.append(value)
        elif kind == "range":
            clause.ranging = bool(clause.days)
        elif kind == "comma":
            clause.fresh = len(clause.days)
    yield clause


def _following(clause: _Clause, kind: str) -> _Clause | None:
    """The clause that this kind of token begins; None when it goes on with `clause`."""
    if kind in {"except", "closed"}:
        return _Clause(excepting=True, closed=kind == "closed")
    if kind == "stop" and clause.days:
        return _Clause()
    if kind == "day" and not clause.takes_days:
        return _Clause(excepting=clause.excepting and not clause.slots)
    if kind == "slot":
        return clause.split() or (_Clause() if clause.times_first and clause.days else None)
    return None


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for start, end, word, dash, other in _TOKEN.findall(_joined(text)):
        if start:
            yield "slot", f"{start}-{end}"
        elif word in _DAYS:
            yield "day", word
        elif word in _PARTS:
            yield "part", word
        elif word in _EXCEPT:
            yield "except", word
        elif word in _CLOSED:
            yield "closed", word
        elif dash or word in {"au", "a"}:
            yield "range", word
        elif other in {";", "."}:
            yield "stop", other
        elif other in {",", "&", "+"} or word in _AND:
            yield "comma", ""
        elif other in {"/", "(", ")", ":"} or word in _FILL:
            continue
        else:
            raise Refusal("hours-unclear", word=word or other)


def _joined(text: str) -> str:
    for phrase in _JOIN:
        text = re.sub(rf"\b{'[ -]'.join(phrase)}\b", "".join(phrase), text)
    return text


def _put_in(week: dict[int, list[Slot]], clause: _Clause) -> None:
    if not clause.slots and not clause.parts:
        return
    for day in clause.days or range(5):
        week[day] = week[day] + _slots(clause)


def _slots(clause: _Clause) -> list[Slot]:
    if clause.slots:
        return clause.slots
    return [Slot(_PARTS[part][2], _PARTS[part][3]) for part in clause.parts]


def _take_out(week: dict[int, list[Slot]], clause: _Clause) -> None:
    """Close those days, or those parts of them; hours given after "sauf" replace the day's."""
    for day in clause.days:
        if clause.slots:
            week[day] = list(clause.slots)
        elif clause.parts:
            for part in clause.parts:
                week[day] = _without(week[day], *_PARTS[part][:2])
        else:
            week[day] = []


def _without(slots: list[Slot], start: int, end: int) -> list[Slot]:
    """What is left of `slots` outside of `start`–`end`, which also takes an opening apart."""
    kept = []
    for slot in slots:
        if slot.end <= start or slot.start >= end:
            kept.append(slot)
            continue
        if slot.start < start:
            kept.append(Slot(slot.start, start))
        if slot.end > end:
            kept.append(Slot(end, slot.end))
    return kept


def _merge(slots: list[Slot]) -> tuple[Slot, ...]:
    merged: list[Slot] = []
    for slot in sorted(slots):
        if merged and slot.start <= merged[-1].end:
            merged[-1] = Slot(merged[-1].start, max(merged[-1].end, slot.end))
        else:
            merged.append(slot)
    return tuple(merged)
