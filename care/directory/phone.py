"""French telephone numbers, as published and as dialled."""

from __future__ import annotations

import re

_NO_BREAK = "\u00a0"


def parse_phone(published: str) -> str | None:
    """The number in E.164 (`+33235000000`); None when it is not a French national number."""
    digits = re.sub(r"[^\d+]", "", published)
    for prefix in ("+33", "0033"):
        if digits.startswith(prefix):
            digits = "0" + digits.removeprefix(prefix).removeprefix("0")
    if len(digits) == 9 and not digits.startswith("0"):
        digits = "0" + digits
    return "+33" + digits[1:] if re.fullmatch(r"0[1-9]\d{8}", digits) else None


def show_phone(number: str) -> str:
    """`02 35 00 00 00`, with no-break spaces, for a number in E.164."""
    national = "0" + number.removeprefix("+33")
    return _NO_BREAK.join(national[start : start + 2] for start in range(0, 10, 2))
