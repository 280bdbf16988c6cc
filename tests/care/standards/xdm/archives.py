"""Archives of our own making, good and bad."""

from __future__ import annotations

import zipfile
from io import BytesIO

from care.standards.hl7.fields import NumberedPerson, NumberedStructure, from_ins
from care.standards.xdm.model import Coded, DocumentEntry, Submission, XdmAuthor
from care.standards.xdm.writer import OutgoingDocument, Presentation, write_xdm
from tests.care.standards.cda.documents import LETTER
from tests.care.standards.hl7.moments import utc
from tests.care.standards.people import AT, JEANNE

assert JEANNE.number is not None
INS = from_ins(JEANNE.number)
AUTHOR = XdmAuthor(
    NumberedPerson("810199900373", "FICTIF", "ALICE", "1.2.250.1.71.4.2.1", "IDNPS"),
    (NumberedStructure("CABINET FICTIF", "1760990016", "1.2.250.1.71.4.2.2", "IDNST"),),
    "Médecin",
    "G15_10/SM26",
)
ENTRY = DocumentEntry(
    entry_id="urn:uuid:00000000-0000-4000-8000-000000000001",
    unique_id="1.2.3.4^2",
    title="Lettre d’adressage",
    type=Coded("96349-6", "2.16.840.1.113883.6.1", "Lettre d’adressage"),
    class_=Coded("10", "1.2.250.1.213.1.1.4.1", "Compte rendu"),
    format=Coded("urn:ihe:iti:xds-sd:pdf:2008", "1.3.6.1.4.1.19376.1.2.3", "PDF/A-1"),
    confidentiality=(Coded("N", "2.16.840.1.113883.5.25", "Normal"),),
    events=(Coded("11429006", "2.16.840.1.113883.6.96", "Consultation"),),
    facility=Coded("SA07", "1.2.250.1.71.4.2.4", "Cabinet individuel"),
    setting=Coded("AMBULATOIRE", "1.2.250.1.213.1.1.4.9", "Ambulatoire"),
    patient=INS,
    source_patient=INS,
    traits=JEANNE.traits,
    authors=(AUTHOR,),
    legal_authenticator=AUTHOR.person,
    created=utc("20261120081200"),
    service_start=utc("20261120"),
    service_stop=utc("20261120"),
    language="fr-FR",
    replaces=("urn:uuid:00000000-0000-4000-8000-000000000009",),
)
SUBMISSION = Submission(
    "1.2.3.5", "1.2.9", "Envoi", INS, AUTHOR, Coded("04", "1.2.7", "Envoi"),
    utc("20261120081300"), "Pour avis",
)  # fmt: skip
WORDS = Presentation("Dr Alice FICTIF <&>", "Cercle")
GOOD = write_xdm(SUBMISSION, [OutgoingDocument(ENTRY, LETTER)], WORDS, AT)


def pack(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these files."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def unpack(raw: bytes) -> dict[str, bytes]:
    """The files of a good ZIP."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repack(**changes: bytes | None) -> bytes:
    """The good archive with files changed (by the end of their name) or left out."""
    files = unpack(GOOD)
    for end, content in changes.items():
        name = next(one for one in files if one.replace(".", "_").endswith(end))
        if content is None:
            del files[name]
        else:
            files[name] = content
    return pack(files)
