"""What laboratories write for programs, read by people; never another number."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.documents.figures import write_expected, write_unit, write_value


@pytest.mark.parametrize(
    ("ucum", "read"),
    [
        ("m[IU]/L", "mUI/L"), ("[iU]/mL", "UI/mL"), ("10*9/L", "10⁹/L"), ("10*-3/L", "10⁻³/L"),
        ("ug/mL", "µg/mL"), ("umol/L", "µmol/L"), ("um", "µm"), ("u[IU]/mL", "µUI/mL"),
        ("mm[Hg]", "mmHg"), ("{ratio}", "ratio"), ("10*6{cellules}/uL", "10⁶cellules/µL"),
        ("Cel", "°C"), ("[pH]", ""), ("%", "%"), ("mg/L", "mg/L"), ("U/L", "U/L"),
        ("unit", "unit"), ("G/L", "G/L"), ("10*999/L", "10*999/L"), ("", ""),
    ],
)  # fmt: skip
def test_units(ucum: str, read: str) -> None:
    assert write_unit(ucum) == read


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("63.000000 – 83.000000 g/L", "63 – 83 g/L"),
        ("0.800000 – 3.200000 g/L", "0,8 – 3,2 g/L"),
        ("0.270 – 4.200 m[IU]/L", "0,270 – 4,200 mUI/L"),
        ("≤ 5.0 mg/L", "≤ 5,0 mg/L"),
        ("3000 – 10000 /mL", "3000 – 10000 /mL"),
        ("absence", "absence"),
    ],
)
def test_ranges(sent: str, read: str) -> None:
    assert write_expected(sent) == read


def test_words_stay_words() -> None:
    assert write_value("S. pyogenes 1.2", "", is_number=False) == "S. pyogenes 1.2"
    assert write_value("1.950", "m[IU]/L", is_number=True) == "1,950 mUI/L"


@given(st.decimals(min_value=0, max_value=10**6, places=6), st.integers(0, 9))
def test_the_number_is_the_one_that_was_sent(number: Decimal, zeros: int) -> None:
    sent = f"{number}{'0' * zeros}"
    (read,) = re.findall(r"[\d,]+", write_expected(f"≤ {sent} g/L"))
    assert Decimal(read.replace(",", ".")) == number
    assert Decimal(write_value(sent, "", is_number=True).replace(",", ".")) == number
