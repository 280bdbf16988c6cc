"""Where communes are, roughly: enough to tell who is near."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

COORDINATES_FILE = "communes.csv"
Point = tuple[float, float]
Degrees = NDArray[np.float32]

_KM_PER_DEGREE = 111.2
_NOWHERE = (46.5, 2.5)


@dataclass(frozen=True, slots=True)
class KnownCommune:
    """A commune of the shipped list: degrees are those of its centre, to about 500 m."""

    code: str
    postal_code: str
    name: str
    latitude: float
    longitude: float


@cache
def known_communes() -> tuple[KnownCommune, ...]:
    """The communes around the demonstration's territory."""
    path = Path(__file__).with_name(COORDINATES_FILE)
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(
            KnownCommune(
                row["code"],
                row["postal_code"],
                row["name"],
                float(row["latitude"]),
                float(row["longitude"]),
            )
            for row in csv.DictReader(lines)
        )


@cache
def known_departments() -> Mapping[str, Point]:
    """The main town of each department, by the department's code."""
    path = Path(__file__).with_name("departments.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        return {
            row["code"]: (float(row["latitude"]), float(row["longitude"]))
            for row in csv.DictReader(lines)
        }


def load_coordinates(folder: Path) -> dict[str, Point]:
    """Degrees by INSEE code: the shipped list, then `communes.csv` of `folder` when there is one.

    That file has the columns `code`, `latitude` and `longitude`; unreadable lines are left out.
    """
    points = {place.code: (place.latitude, place.longitude) for place in known_communes()}
    path = folder / COORDINATES_FILE
    if path.exists():
        with path.open(encoding="utf-8", errors="replace", newline="") as lines:
            for row in csv.DictReader(lines):
                if (point := _point(row)) is not None:
                    points[row["code"]] = point
    return points


def locate(codes: Iterable[str], points: Mapping[str, Point]) -> Degrees:
    """Degrees of each INSEE code, in rows of two; the department's main town when unknown."""
    departments = known_departments()
    found = [
        points.get(code) or departments.get(code[:2]) or departments.get(code[:3]) or _NOWHERE
        for code in codes
    ]
    return np.array(found, np.float32).reshape(-1, 2)


def distances(places: Degrees, origin: Point) -> Degrees:
    """Kilometres from `origin` to each of `places`, as the crow flies."""
    latitude, longitude = origin
    north = (places[:, 0] - np.float32(latitude)) * np.float32(_KM_PER_DEGREE)
    east = (places[:, 1] - np.float32(longitude)) * np.float32(
        _KM_PER_DEGREE * np.cos(np.radians(latitude))
    )
    away: Degrees = np.hypot(north, east).astype(np.float32)
    return away


def _point(row: Mapping[str, str | None]) -> Point | None:
    try:
        return float(row["latitude"] or ""), float(row["longitude"] or "")
    except (KeyError, ValueError):
        return None
