"""The laboratory's mail is a whole, standard one: an archive, its metadata, a structured report."""

from __future__ import annotations

from datetime import UTC, datetime

from care.documents.understanding import list_results
from care.letters.reading import read_letter
from care.standards.mdn.writing import may_notify
from care.standards.rfc5322.addresses import Mailbox
from deploy.demo.circle import demo_patient
from deploy.demo.correspondents import LABORATORY, PRACTICE
from deploy.demo.laboratory import write_result_mail

AT = datetime(2026, 11, 20, 8, 12, tzinfo=UTC)
SOURCE = write_result_mail(
    demo_patient(), Mailbox(LABORATORY, "Laboratoire de l’Exemple"), Mailbox(PRACTICE), AT
)


def test_it_is_about_the_patient_and_without_a_fault() -> None:
    letter = read_letter(SOURCE)
    assert may_notify(letter.mail)
    assert letter.mail.flaws == frozenset()
    assert letter.mail.subject.person == "SPECIMEN LUCIE"
    (piece,) = letter.pieces
    assert piece.given.read is not None
    assert piece.given.read.faults == frozenset()
    assert piece.papers.is_whole
    for claim in piece.papers.claims:
        assert claim.number == demo_patient().number


def test_the_alert_is_in_it() -> None:
    (piece,) = read_letter(SOURCE).pieces
    assert piece.given.read is not None
    results = list_results(piece.given.read)
    assert [(one.code, one.unit, one.interpretations) for one in results] == [
        ("1988-5", "mg/L", ("HH",)),
        ("6690-2", "G/L", ("H",)),
        ("718-7", "g/dL", ("N",)),
    ]


def test_the_same_moment_is_the_same_mail() -> None:
    again = write_result_mail(
        demo_patient(), Mailbox(LABORATORY, "Laboratoire de l’Exemple"), Mailbox(PRACTICE), AT
    )
    assert again == SOURCE
