"""How MSSanté names senders, files and patients' mailboxes (ECO 2.1.6, 2.2.6, 2.2.7)."""

from __future__ import annotations

from datetime import date

from care.identity.ins import InsNumber
from care.identity.lexical import to_insi_form
from care.identity.matricule import Matricule
from care.identity.reason import IdentityRefused
from care.identity.traits import Traits
from care.standards.rfc5322.addresses import Mailbox
from care.standards.rfc5322.filenames import make_safe_name

_PDF = "application/pdf"
_MATRICULE_LENGTH = 15


def name_professional(title: str, given: str, family: str, entity: str = "") -> str:
    """`Dr_ALICE_FICTIF_CABINET FICTIF`: what is shown beside a professional's address."""
    parts = (title, given.upper(), family.upper(), entity)
    return "_".join(" ".join(part.replace("_", " ").split()) for part in parts if part.strip())


def name_document_file(day: date, label: str, traits: Traits, record: str = "") -> str:
    """`20261120_Lettre d’adressage_EXEMPLE_JEANNE.pdf`: a safe name for the PDF of a document."""
    name, given = to_insi_form(traits.birth_name), to_insi_form(traits.first_name)
    parts = (f"{day:%Y%m%d}", label, name, given, record)
    joined = "_".join(" ".join(part.replace("_", " ").split()) for part in parts if part)
    return make_safe_name(f"{joined.replace('/', '-')}.pdf", _PDF, 1)


def patient_mailbox(number: InsNumber, domain: str) -> Mailbox:
    """The mailbox of a patient. The caller has asked `check_may_send_ins` for the number."""
    return Mailbox(f"{number.matricule.text}@{domain.lower()}")


def read_patient_mailbox(mailbox: Mailbox, domain: str) -> Matricule | None:
    """Whose mailbox it is, when it is a patient's; None for anybody else's."""
    local, _, host = mailbox.address.rpartition("@")
    if host.casefold() != domain.casefold() or len(local) != _MATRICULE_LENGTH:
        return None
    try:
        return Matricule(local.upper())
    except IdentityRefused:
        return None
