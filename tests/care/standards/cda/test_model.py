"""The vocabulary of documents."""

from __future__ import annotations

from care.standards.cda.model import InstanceId, Media, Patient, PersonName, Result
from care.standards.cda.values import NOTHING
from tests.care.standards.people import JEANNE


def test_an_identifier_reads_as_one_text() -> None:
    assert (str(InstanceId("1.2", "3")), str(InstanceId("1.2"))) == ("1.2^3", "1.2")


def test_colleagues_are_called_by_their_title() -> None:
    assert str(PersonName("FICTIF", "Alice", "MME", "DR")) == "DR Alice FICTIF"
    assert str(PersonName("FICTIF", "", "MME")) == "MME FICTIF"


def test_what_identifies_somebody_is_not_printed() -> None:
    shown = repr(JEANNE)
    assert isinstance(JEANNE, Patient)
    assert not [secret for secret in ("284067635112353", "EXEMPLE", "IPP12") if secret in shown]
    assert "secret" not in repr(Media("text/plain", b"secret"))


def test_a_pdf_is_one_by_name_and_by_nature() -> None:
    assert Media("application/pdf", b"%PDF-1.4").is_pdf
    assert not Media("application/pdf", b"MZ").is_pdf
    assert not Media("text/plain", b"%PDF-1.4").is_pdf


def test_alerts() -> None:
    for code, is_alert, is_abnormal in (
        ("N", 0, 0),
        ("L", 0, 1),
        ("HH", 1, 1),
        ("S", 0, 0),
        ("HU", 0, 1),
    ):
        result = Result("x", None, NOTHING, (code,))
        assert (result.is_alert, result.is_abnormal) == (bool(is_alert), bool(is_abnormal))
