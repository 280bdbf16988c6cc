"""Luhn's check (ISO/IEC 7812-1, annex B)."""

from __future__ import annotations


def luhn_sum(digits: str) -> int:
    """The sum of the digits, every second one from the right doubled; a multiple of 10 is right."""
    doubled = "0246813579"
    return sum(
        int(doubled[int(digit)]) if rank % 2 else int(digit)
        for rank, digit in enumerate(reversed(digits))
    )


def is_luhn_right(digits: str) -> bool:
    """Whether the last digit is the one that the others ask for."""
    return luhn_sum(digits) % 10 == 0
