"""How far communes are from each other, as the crow flies between their centres."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from care.directory.national.geography import KnownCommune, known_communes
from care.directory.spelling import FILLERS, TOO_COMMON, words

Point = tuple[float, float]
_KM_PER_DEGREE = 111.2


@cache
def shipped_points() -> Mapping[str, Point]:
    """Degrees of the communes of the shipped list, by INSEE code."""
    return {place.code: (place.latitude, place.longitude) for place in known_communes()}


@cache
def _outer_names() -> list[tuple[tuple[str, ...], KnownCommune]]:
    """What communes are called, the longest first: whole, in short, by postal code."""
    named: dict[tuple[str, ...], KnownCommune] = {}
    for place in known_communes():
        parts = words(place.name)
        first = 2 if parts[0] in TOO_COMMON or parts[0] in FILLERS else 1
        for form in (parts, parts[:first]):
            named.setdefault(tuple(form), place)
        named.setdefault((place.postal_code,), replace(place, name=place.postal_code))
    return sorted(named.items(), key=lambda item: -len(item[0]))


class Nearness:
    """Distances from points known by INSEE code."""

    def __init__(self, points: Mapping[str, Point] | None = None) -> None:
        self._points = shipped_points() if points is None else points

    def km(self, origin: str | None, places: Iterable[str]) -> float | None:
        """Kilometres from the commune `origin` to the nearest of `places`; None if unknown."""
        codes = list(places)
        if origin in codes:
            return 0.0
        start = self._points.get(origin or "")
        if start is None:
            return None
        found = [_km(start, self._points[code]) for code in codes if code in self._points]
        return min(found, default=None)

    def named_outside(
        self, inside: Container[str], typed: Sequence[str], unread: Container[str]
    ) -> tuple[KnownCommune | None, Sequence[str]]:
        """The commune of the shipped list, not `inside`, that `typed` names, and by which words.

        `inside` are INSEE codes. One of them at least is `unread`: it means nothing else.
        """
        for known, place in _outer_names():
            if place.code in inside:
                continue
            for start in range(len(typed) - len(known) + 1):
                run = typed[start : start + len(known)]
                if tuple(run) == known and any(word in unread for word in run):
                    return place, run
        return None, ()

    def nearest(self, origin: str | None, places: Iterable[str]) -> str | None:
        """The one of `places` that is nearest to `origin`."""
        known = [(km, code) for code in places if (km := self.km(origin, [code])) is not None]
        return min(known)[1] if known else None


def _km(first: Point, second: Point) -> float:
    north = (second[0] - first[0]) * _KM_PER_DEGREE
    middle = math.radians((first[0] + second[0]) / 2)
    east = (second[1] - first[1]) * _KM_PER_DEGREE * math.cos(middle)
    return math.hypot(north, east)
