"""A result that a laboratory sends about the demonstration's patient: CRP at 98 mg/L, an alert."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from string import Template
from zoneinfo import ZoneInfo

from care.identity.patient import PatientIdentity
from care.standards.hl7.fields import NumberedPerson, NumberedStructure, from_ins
from care.standards.hl7.timestamps import parse_timestamp
from care.standards.rfc5322.addresses import Mailbox
from care.standards.rfc5322.composer import OutgoingFile, OutgoingMail, compose_mail
from care.standards.rfc5322.mss import MssHeaders
from care.standards.rfc5322.subject import build_document_subject
from care.standards.xdm.model import Coded, DocumentEntry, Submission, XdmAuthor
from care.standards.xdm.writer import OutgoingDocument, Presentation, write_xdm
from deploy.words import say

_TEMPLATE = Template(Path(__file__).with_name("result.xml").read_text(encoding="utf-8"))
_TYPE = "11502-2"
_DOCUMENT = "1.2.250.1.213.1.4.10.999.1"
_PARIS = ZoneInfo("Europe/Paris")
_PRODUCT = "Demonstration"


def write_result_mail(
    patient: PatientIdentity, sender: Mailbox, to: Mailbox, at: datetime
) -> bytes:
    """The mail, written at `at`: an archive with the structured report, a receipt asked."""
    written = at.astimezone(_PARIS)
    sampled = written - timedelta(hours=3)
    content = _write_report(patient, written, sampled)
    entry, submission = _describe(patient, written, sampled)
    presentation = Presentation(sender.name, _PRODUCT)
    archive = write_xdm(submission, [OutgoingDocument(entry, content)], presentation, written)
    return compose_mail(
        OutgoingMail(
            message_id=f"resultat.{written:%Y%m%d%H%M%S}@{sender.domain}",
            date=written,
            sender=sender,
            to=(to,),
            subject=build_document_subject(say("demo-result-title"), patient.traits),
            text=say("demo-result-text"),
            files=(OutgoingFile("IHE_XDM.ZIP", "application/zip", archive),),
            mss=MssHeaders(has_ins=True, document_codes=(_TYPE,), product=_PRODUCT),
            wants_reading=True,
        )
    )


def _write_report(patient: PatientIdentity, written: datetime, sampled: datetime) -> bytes:
    traits, number = patient.traits, patient.number
    if number is None or traits.birth_date is None:
        raise ValueError("a result is about somebody whose number is known")
    told = {
        "document": f"{_DOCUMENT}.{written:%Y%m%d%H%M%S}",
        "written": _moment(written),
        "sampled": _moment(sampled),
        "authority": from_ins(number).authority,
        "matricule": number.matricule.text,
        "family": traits.birth_name,
        "given": traits.given_names,
        "born": f"{traits.birth_date.conventional:%Y%m%d}",
        "birthplace": traits.birth_place or "",
    }
    return _TEMPLATE.substitute(told).encode()


def _describe(
    patient: PatientIdentity, written: datetime, sampled: datetime
) -> tuple[DocumentEntry, Submission]:
    number = from_ins(patient.number) if patient.number else None
    author = XdmAuthor(
        NumberedPerson("810199902593", "INVENTE", "BASMA", "1.2.250.1.71.4.2.1", "IDNPS"),
        (NumberedStructure(say("demo-laboratory"), "1760999024", "1.2.250.1.71.4.2.2", "IDNST"),),
        "",
        "G15_10/SM03",
    )
    title = say("demo-result-title")
    entry = DocumentEntry(
        unique_id=f"{_DOCUMENT}.{written:%Y%m%d%H%M%S}",
        title=title,
        type=Coded(_TYPE, "2.16.840.1.113883.6.1", title),
        class_=Coded("10", "1.2.250.1.213.1.1.4.1"),
        format=Coded("urn:asip:ci-sis:bio-cr-bio:2024.01", "1.2.250.1.213.1.1.4.2.282"),
        confidentiality=(Coded("N", "2.16.840.1.113883.5.25", "Normal"),),
        facility=Coded("SA25", "1.2.250.1.71.4.2.4"),
        setting=Coded("AMBULATOIRE", "1.2.250.1.213.1.1.4.9"),
        patient=number,
        source_patient=number,
        traits=patient.traits,
        authors=(author,),
        created=parse_timestamp(_moment(written)),
        service_start=parse_timestamp(_moment(sampled)),
        language="fr-FR",
    )
    submission = Submission(
        unique_id=f"{_DOCUMENT}.2.{written:%Y%m%d%H%M%S}",
        source_id=_DOCUMENT,
        title=title,
        patient=number,
        author=author,
        content_type=Coded("04", "1.2.250.1.213.2.2"),
        sent=parse_timestamp(_moment(written)),
    )
    return entry, submission


def _moment(at: datetime) -> str:
    return at.strftime("%Y%m%d%H%M%S%z")
