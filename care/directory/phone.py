"""French telephone numbers, as published, as typed and as dialled."""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

_NO_BREAK = "\u00a0"
_TYPED = re.compile(r"[\d\s.\-/()+\u00a0\u202f]*")


def parse_phone(published: str) -> str | None:
    """The number in E.164 (`+33235000000`); None when it is not a French national number."""
    digits = re.sub(r"[^\d+]", "", published)
    for prefix in ("+33", "0033"):
        if digits.startswith(prefix):
            digits = "0" + digits.removeprefix(prefix).removeprefix("0")
    if len(digits) == 9 and not digits.startswith("0"):
        digits = "0" + digits
    return "+33" + digits[1:] if re.fullmatch(r"0[1-9]\d{8}", digits) else None


def read_phone(typed: str) -> str | None:
    """The number that someone typed, in E.164, from any country; None when it cannot be one."""
    cleaned = typed.strip().rstrip(".;, ")
    if not _TYPED.fullmatch(cleaned):
        return None
    try:
        number = phonenumbers.parse(cleaned, "FR")
    except NumberParseException:
        return None
    # Lengths only: the ranges kept for fiction, and those opened lately, are not "valid" yet.
    if not phonenumbers.is_possible_number(number):
        return None
    written = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return parse_phone(written) if written.startswith("+33") else written


def show_phone(number: str) -> str:
    """`02 35 00 00 00`, with no-break spaces, for a number in E.164; `+32 …` from elsewhere."""
    if not number.startswith("+33"):
        parsed = phonenumbers.parse(number, None)
        written = phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL)
        return written.replace(" ", _NO_BREAK)
    national = "0" + number.removeprefix("+33")
    return _NO_BREAK.join(national[start : start + 2] for start in range(0, 10, 2))
