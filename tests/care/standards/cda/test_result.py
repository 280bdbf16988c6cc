"""One examination, with all that is told of it."""

from __future__ import annotations

from care.standards.cda.result import read_result
from tests.care.standards.cda.documents import (
    BATTERY,
    NARRATIVE,
    RESULTS,
    document,
    laboratory,
    sections,
)
from tests.care.standards.cda.reading import element, passages, results

ALL = results(document(sections(laboratory(RESULTS, BATTERY))))


def test_a_result_with_everything() -> None:
    crp = ALL["CRP"]
    assert str(crp.value) == "98 mg/L"
    assert crp.value.equivalents == ("9.8 mg/dL",)
    assert crp.code is not None
    assert crp.code.is_loinc
    assert [str(one.value) for one in crp.ranges] == ["< 5 mg/L"]
    assert (crp.interpretations, crp.is_alert, crp.is_abnormal) == (("HH",), True, True)
    assert crp.sampled is not None
    assert f"{crp.sampled.when:%d/%m %H:%M}" == "12/11 07:35"
    assert (crp.method, crp.status, crp.comments) == (
        "Turbidimétrie", "completed", ("Contrôle conseillé",),
    )  # fmt: skip
    assert [str(one.value) for one in crp.previous] == ["4 mg/L"]


def test_a_local_code_finds_its_loinc_translation() -> None:
    leucocytes = ALL["Leucocytes"]
    assert leucocytes.code is not None
    assert leucocytes.code.code == "6690-2"
    assert (leucocytes.is_alert, leucocytes.is_abnormal) == (False, True)
    assert leucocytes.path == ("Hémogramme",)


def test_without_a_value_the_row_of_the_text_speaks() -> None:
    assert str(ALL["Aspect"].value) == "trouble"
    assert not ALL["Aspect"].is_abnormal


def test_a_name_that_points_to_its_value_is_not_believed() -> None:
    observation = element(
        "<observation><code code='40193-5' displayName='Glucose à jeun'><originalText>"
        "<reference value='#cell'/></originalText></code>"
        "<value xsi:type='PQ' value='4.89' unit='mmol/L'/></observation>"
    )
    for cell, name in (("4,89 mmol/L", "Glucose à jeun"), ("Glycémie", "Glycémie")):
        read = read_result(observation, (), passages(f"<content ID='cell'>{cell}</content>"))
        assert (read.name, str(read.value)) == (name, "4.89 mmol/L")


def test_several_words_are_all_kept() -> None:
    observation = element(
        "<observation><code displayName='Germes'/><value xsi:type='ST'>a</value>"
        "<value xsi:type='ST'>b</value>"
        "<interpretationCode code='A'/><interpretationCode code='AA'/>"
        "<referenceRange><observationRange><text>absence</text></observationRange></referenceRange>"
        "<text>remarque</text></observation>"
    )
    read = read_result(observation, (), passages(NARRATIVE))
    assert str(read.value) == "a, b"
    assert read.is_alert
    assert [str(one.value) for one in read.ranges] == ["absence"]
    assert read.comments == ("remarque",)


def test_an_empty_observation_is_a_result_without_a_name() -> None:
    read = read_result(element("<observation/>"), (), passages(""))
    assert (read.name, str(read.value)) == ("", "")
