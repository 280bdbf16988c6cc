"""Values of every type, as one line for people."""

from __future__ import annotations

from decimal import Decimal

import pytest

from care.standards.cda.references import References
from care.standards.cda.values import NOTHING, Code, ValueKind, read_code, read_value
from tests.care.standards.cda.reading import element, passages

NO_TEXT = References()


@pytest.mark.parametrize(
    ("markup", "kind", "said"),
    [
        ('<value xsi:type="PQ" value="98" unit="mg/L"/>', ValueKind.NUMBER, "98 mg/L"),
        ('<value xsi:type="PQ" value="0.50" unit="1"/>', ValueKind.NUMBER, "0.50"),
        ('<value xsi:type="REAL" value="2.0"/>', ValueKind.NUMBER, "2.0"),
        ('<value xsi:type="INT" value="3"/>', ValueKind.NUMBER, "3"),
        ('<value xsi:type="PQ" value="&lt;1.0" unit="mg/L"/>', ValueKind.NUMBER, "<1.0 mg/L"),
        (
            '<value xsi:type="IVL_PQ"><low value="0.27" unit="U"/><high value="4.2" unit="U"/>'
            "</value>",
            ValueKind.INTERVAL,
            "0.27 – 4.2 U",
        ),
        (
            '<value xsi:type="IVL_PQ"><high value="1" unit="U"/></value>',
            ValueKind.INTERVAL,
            "≤ 1 U",
        ),
        (
            '<value xsi:type="IVL_PQ"><high value="1" unit="U" inclusive="false"/></value>',
            ValueKind.INTERVAL,
            "< 1 U",
        ),
        (
            '<value xsi:type="IVL_PQ"><low value="1" inclusive="false"/></value>',
            ValueKind.INTERVAL,
            "> 1",
        ),
        (
            '<value xsi:type="IVL_PQ"><low value="5"/><high nullFlavor="PINF"/></value>',
            ValueKind.INTERVAL,
            "≥ 5",
        ),
        ('<value xsi:type="IVL_PQ"><center value="5" unit="g"/></value>', ValueKind.NUMBER, "5 g"),
        (
            '<value xsi:type="RTO_PQ_PQ"><numerator value="1"/><denominator value="64"/></value>',
            ValueKind.WORDS,
            "1 / 64",
        ),
        ('<value xsi:type="BL" value="true"/>', ValueKind.YES_NO, "true"),
        ('<value xsi:type="ST">trouble</value>', ValueKind.WORDS, "trouble"),
        ('<value xsi:type="CD" code="1" displayName="négatif"/>', ValueKind.WORDS, "négatif"),
        ('<value xsi:type="CE" code="O+"/>', ValueKind.WORDS, "O+"),
        ('<value xsi:type="TS" value="202611120735"/>', ValueKind.MOMENT, "2026-11-12 07:35"),
        ('<value xsi:type="TS" value="20261112"/>', ValueKind.MOMENT, "2026-11-12"),
        (
            '<value xsi:type="IVL_TS"><low value="20261112"/><high value="odd"/></value>',
            ValueKind.MOMENT,
            "2026-11-12 – odd",
        ),
        ('<value xsi:type="NEVER_SEEN">as it stands</value>', ValueKind.WORDS, "as it stands"),
        ("<value>untyped</value>", ValueKind.WORDS, "untyped"),
        ('<value xsi:type="PQ" nullFlavor="NASK"/>', ValueKind.NONE, ""),
        ('<value xsi:type="IVL_PQ"/>', ValueKind.NONE, ""),
    ],
)
def test_every_type(markup: str, kind: ValueKind, said: str) -> None:
    read = read_value(element(markup), NO_TEXT)
    assert (read.kind, str(read)) == (kind, said)


def test_why_a_value_is_missing_is_kept() -> None:
    assert read_value(element('<value xsi:type="PQ" nullFlavor="NASK"/>'), NO_TEXT).absent == "NASK"
    assert read_value(None, NO_TEXT) == NOTHING


@pytest.mark.parametrize(
    ("text", "number"),
    [("98", Decimal(98)), ("15,2", Decimal("15.2")), ("<1.0", None), ("NaN", None),
     ("9" * 50, None), ("1e5", Decimal("1E+5")), ("", None)],
)  # fmt: skip
def test_numbers_for_curves(text: str, number: Decimal | None) -> None:
    read = read_value(
        element(f'<value xsi:type="PQ" value="{text.replace("<", "&lt;")}"/>'), NO_TEXT
    )
    assert read.number == number


def test_a_value_in_another_unit_is_kept_beside() -> None:
    markup = (
        '<value xsi:type="PQ" value="4.89" unit="mmol/L"><translation value="0.88" unit="g/L"/>'
        "</value>"
    )
    assert read_value(element(markup), NO_TEXT).equivalents == ("0.88 g/L",)


def test_loinc_is_preferred_and_the_author_named_it() -> None:
    markup = (
        '<code code="L1" codeSystem="1.2.3" displayName="local"><originalText>'
        '<reference value="#n"/></originalText>'
        '<translation code="1988-5" codeSystem="2.16.840.1.113883.6.1" displayName="CRP long"/>'
        "</code>"
    )
    read = read_code(element(markup), passages('<content ID="n">CRP</content>'))
    assert read == Code("1988-5", "2.16.840.1.113883.6.1", "CRP")
    assert read.is_loinc


def test_a_local_code_is_kept_with_its_label() -> None:
    read = read_code(element('<code><translation code="9" displayName="mine"/></code>'), NO_TEXT)
    assert read == Code("9", "", "mine")
    assert not read.is_loinc
    assert read_code(element('<code nullFlavor="UNK"/>'), NO_TEXT) is None
    assert read_code(None, NO_TEXT) is None
