"""Writing a clinical document of level 1: a header, and a PDF/A-1 as its body (CI-SIS, N1)."""

from __future__ import annotations

import base64

from lxml import etree

from care.identity.authority import AUTHORITIES
from care.identity.traits import Sex
from care.standards.cda.model import Encounter, Header, InstanceId, Participant, Patient, Service
from care.standards.cda.people_writing import (
    make,
    write_assigned,
    write_author,
    write_code,
    write_contacts,
    write_custodian,
    write_ids,
    write_moment,
    write_participant,
    write_performer,
    write_period,
    write_recipient,
)
from care.standards.cda.values import Code
from care.standards.markup_writing import render

#: HL7 France, CI-SIS, and the content of an N1 (IHE XDS-SD).
TEMPLATES = ("2.16.840.1.113883.2.8.2.1", "1.2.250.1.213.1.1.1.1", "1.3.6.1.4.1.19376.1.2.20")
_TYPE_ID = ("2.16.840.1.113883.1.3", "POCD_HD000040")
_GENDERS = "2.16.840.1.113883.5.1"
_NORMAL = Code("N", "2.16.840.1.113883.5.25", "Normal")
_HL7_SEX = {Sex.MALE: "M", Sex.FEMALE: "F", Sex.INDETERMINATE: "UN"}


def write_cda_n1(header: Header, pdf: bytes) -> bytes:
    """The document. `header` is what `read_cda` would give back, without informants.

    The caller has asked `check_may_send_ins` before it gave the patient a number. Raises ValueError
    when what CI-SIS demands of every document is missing.
    """
    _check(header, pdf)
    body = make(
        "text",
        base64.b64encode(pdf).decode("ascii"),
        mediaType="application/pdf",
        representation="B64",
    )
    inside = [*_names(header), *_people(header), *_context(header)]
    inside.append(make("component", make("nonXMLBody", body)))
    return render(make("ClinicalDocument", *inside))


def _check(header: Header, pdf: bytes) -> None:
    needed = {
        "id": header.id,
        "set_id": header.set_id,
        "version": header.version,
        "code": header.code,
        "title": header.title,
        "written": header.written,
        "patient": header.patient,
        "author": header.authors,
        "custodian": header.custodian,
        "legal_authenticator": header.legal_authenticator,
        "service": header.services,
        "encounter": header.encounter,
        "pdf": pdf.startswith(b"%PDF-"),
    }
    if missing := [name for name, value in needed.items() if not value]:
        raise ValueError(f"a document needs: {', '.join(missing)}")


def _names(header: Header) -> list[etree._Element | None]:
    root, extension = _TYPE_ID
    return [
        make("realmCode", code="FR"),
        make("typeId", root=root, extension=extension),
        *(make("templateId", root=one) for one in TEMPLATES),
        _instance("id", header.id),
        write_code("code", header.code),
        make("title", header.title),
        write_moment("effectiveTime", header.written),
        write_code("confidentialityCode", next(iter(header.confidentiality), _NORMAL)),
        make("languageCode", code=header.language or "fr-FR"),
        _instance("setId", header.set_id),
        make("versionNumber", value=str(header.version)),
    ]


def _people(header: Header) -> list[etree._Element | None]:
    assert header.patient is not None
    assert header.legal_authenticator is not None
    return [
        make("recordTarget", _patient(header.patient)),
        *map(write_author, header.authors),
        write_custodian(header.custodian),
        *map(write_recipient, header.recipients),
        _signature("legalAuthenticator", header.legal_authenticator, header),
        *(_signature("authenticator", one, header) for one in header.authenticators),
        *map(write_participant, header.participants),
    ]


def _signature(name: str, who: Participant, header: Header) -> etree._Element:
    return make(
        name,
        write_moment("time", who.when or header.written),
        make("signatureCode", code="S"),
        write_assigned(who),
    )


def _context(header: Header) -> list[etree._Element | None]:
    assert header.encounter is not None
    replaced = make("parentDocument", *write_ids(header.replaces))
    return [
        *(make("inFulfillmentOf", make("order", *write_ids([one]))) for one in header.orders),
        *map(_service, header.services),
        make("relatedDocument", replaced, typeCode="RPLC") if header.replaces else None,
        *map(_consent, header.consents),
        make("componentOf", _encounter(header.encounter)),
    ]


def _patient(patient: Patient) -> etree._Element:
    number = patient.number
    ins = [] if number is None else [InstanceId(number.authority.oid, number.matricule.text)]
    others = [one for one in patient.local_ids if one.root not in AUTHORITIES]
    traits = patient.traits
    names = (
        ("family", "BR", traits.birth_name),
        ("given", None, traits.given_names),
        ("given", "BR", traits.first_name),
        ("family", "CL", traits.used_name),
        ("given", "CL", traits.used_given_name),
    )
    born = f"{traits.birth_date.conventional:%Y%m%d}" if traits.birth_date else None
    sex = _HL7_SEX.get(traits.sex) if traits.sex else None
    return make(
        "patientRole",
        *write_ids([*ins, *others]),
        *write_contacts(patient.address, patient.telecoms),
        make(
            "patient",
            make("name", *(make(tag, text, qualifier=how) for tag, how, text in names if text)),
            make(
                "administrativeGenderCode",
                code=sex,
                codeSystem=_GENDERS if sex else None,
                nullFlavor=None if sex else "UNK",
            ),
            make("birthTime", value=born, nullFlavor=None if born else "UNK"),
            _birth_place(patient),
            classCode="PSN",
        ),
    )


def _birth_place(patient: Patient) -> etree._Element | None:
    parts = (("county", patient.traits.birth_place), ("city", patient.birth_city))
    told = [make(tag, text) for tag, text in parts if text]
    return make("birthplace", make("place", make("addr", *told))) if told else None


def _service(one: Service) -> etree._Element:
    return make(
        "documentationOf",
        make(
            "serviceEvent",
            *(write_ids(one.ids) if one.ids else ()),
            write_code("code", one.code),
            write_period("effectiveTime", one.period),
            *map(write_performer, one.performers),
        ),
    )


def _consent(code: Code) -> etree._Element:
    inside = (write_code("code", code), make("statusCode", code="completed"))
    return make("authorization", make("consent", *inside))


def _encounter(one: Encounter) -> etree._Element:
    place = make("location", make("name", one.facility)) if one.facility else None
    facility = make("healthCareFacility", write_code("code", one.facility_kind), place)
    return make(
        "encompassingEncounter",
        *(write_ids(one.ids) if one.ids else ()),
        write_code("code", one.code),
        write_period("effectiveTime", one.period),
        make("location", facility),
    )


def _instance(name: str, one: InstanceId | None) -> etree._Element | None:
    return None if one is None else make(name, root=one.root, extension=one.extension or None)
