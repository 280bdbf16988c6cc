"""Values, units and expected ranges as people read them: nothing is rounded nor converted.

Units come in UCUM (`m[IU]/L`, `10*9/L`, `ug/mL`, `{ratio}`); people read mUI/L, 10⁹/L, µg/mL.
"""

from __future__ import annotations

import re

_POINT = re.compile(r"(?<=\d)\.(?=\d)")
#: Zeros that a program padded its number with: 63.000000.
_PADDING = re.compile(r"(?<=\d)(?:\.0{3,}|(\.\d*[1-9])0{3,})(?!\d)")
_POWER = re.compile(r"\b10\*(-?\d{1,2})(?!\d)")
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_MICRO = re.compile(r"(?<![A-Za-z\]])u(?=(?:g|L|l|mol|m|kat|UI)\b)")
_WRITTEN = (
    (re.compile(r"\[i?IU\]", re.IGNORECASE), "UI"),
    (re.compile(r"m\[Hg\]"), "mHg"),
    (re.compile(r"\[pH\]"), ""),
    (re.compile(r"(?<![A-Za-z])Cel\b"), "°C"),
    (re.compile(r"\{?1[.,]73[_ ]?m2\}?"), "1,73 m²"),
    (re.compile(r"\{([^{}]*)\}"), r"\1"),
)


def write_unit(unit: str) -> str:
    """`m[IU]/L` as mUI/L; what is not known stays as it is."""
    for pattern, written in _WRITTEN:
        unit = pattern.sub(written, unit)
    unit = _POWER.sub(lambda found: f"10{found[1].translate(_RAISED)}", unit)
    return _MICRO.sub("µ", unit).strip()


def write_value(value: str, unit: str, *, is_number: bool) -> str:
    """`1.950` and `m[IU]/L` as « 1,950 mUI/L »; words stay words."""
    told = _POINT.sub(",", value) if is_number else value
    return f"{told} {write_unit(unit)}".strip()


def write_expected(expected: str) -> str:
    """`63.000000 – 83.000000 g/L` as « 63 – 83 g/L »."""
    bare = _PADDING.sub(lambda found: found[1] or "", expected)
    return write_unit(_POINT.sub(",", bare))
