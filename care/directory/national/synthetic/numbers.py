"""Numbers that look real and cannot be: identifiers out of series, telephones kept for fiction."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

# Every RPPS number given out begins with 1 (esante.md, 2.1): one that begins with 9 is nobody's.
_FIRST, _STEP, _SERIALS = 9_000_000_000, 37, 1_000_000_000
_DIGITS = 10
# Ranges that the regulator keeps for works of fiction (ARCEP): four digits are left to choose.
FICTION_PHONES = ("019900", "026191", "035301", "046571", "053649", "063998")


def invent_rpps(ranks: Numbers) -> Numbers:
    """RPPS numbers of the people of these ranks: 11 digits, Luhn-valid, distinct, nobody's."""
    bodies = _FIRST + ranks.astype(np.int64) * _STEP % _SERIALS
    return bodies * 10 + luhn_keys(bodies)


def luhn_keys(bodies: Numbers) -> Numbers:
    """The digit that makes each number of ten digits, followed by it, valid (ISO/IEC 7812-1)."""
    total = np.zeros_like(bodies)
    left = bodies.copy()
    for position in range(_DIGITS):
        digit = left % 10 * (2 if position % 2 == 0 else 1)
        total += np.where(digit > 9, digit - 9, digit)
        left //= 10
    return -total % 10


def invent_siren(rank: int) -> str:
    """Nine digits that no company can have: the Luhn key is wrong on purpose."""
    body = 30_000_000 + rank
    wrong = (int(luhn_keys(np.array([body]))[0]) + 1) % 10
    return f"{body:08d}{wrong}"


def invent_phone(rank: int) -> str:
    """A telephone number of a range kept for fiction."""
    return f"{FICTION_PHONES[rank % len(FICTION_PHONES)]}{rank // 7 % 10_000:04d}"
