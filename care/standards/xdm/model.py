"""What an IHE_XDM.ZIP holds (ITI TF-2 3.32, CI-SIS): documents, their metadata, who sends them."""

from __future__ import annotations

from dataclasses import dataclass, field

from care.identity.ins import InsNumber
from care.identity.traits import Traits
from care.standards.cda.recognition import looks_like_cda
from care.standards.hl7.fields import NumberedId, NumberedPerson, NumberedStructure, to_ins
from care.standards.hl7.timestamps import Timestamp
from care.standards.xdm.archive import ArchiveFile
from care.standards.xdm.reason import XdmFault


@dataclass(frozen=True, slots=True)
class Coded:
    """A code, the OID or name of its coding, its label."""

    code: str
    system: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class XdmAuthor:
    """Who wrote or sent something, and for which structures."""

    person: NumberedPerson
    structures: tuple[NumberedStructure, ...] = ()
    role: str = ""
    specialty: str = ""
    telecom: str = ""


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """The metadata of one document. `replaces`: the entries that it takes the place of."""

    entry_id: str = ""
    unique_id: str = ""
    title: str = ""
    mime_type: str = "text/xml"
    type: Coded | None = None
    class_: Coded | None = None
    format: Coded | None = None
    confidentiality: tuple[Coded, ...] = ()
    events: tuple[Coded, ...] = ()
    facility: Coded | None = None
    setting: Coded | None = None
    patient: NumberedId | None = field(default=None, repr=False)
    source_patient: NumberedId | None = field(default=None, repr=False)
    traits: Traits | None = None
    authors: tuple[XdmAuthor, ...] = ()
    legal_authenticator: NumberedPerson | None = None
    created: Timestamp | None = None
    service_start: Timestamp | None = None
    service_stop: Timestamp | None = None
    language: str = ""
    replaces: tuple[str, ...] = ()

    @property
    def ins(self) -> InsNumber | None:
        """The INS that the sender gives to the patient."""
        return None if self.patient is None else to_ins(self.patient)


@dataclass(frozen=True, slots=True)
class XdmDocument:
    """A document of the archive: its metadata when declared, its bytes when present."""

    entry: DocumentEntry
    file: ArchiveFile | None
    faults: frozenset[XdmFault] = frozenset()

    @property
    def is_cda(self) -> bool:
        """Whether its bytes look like a clinical document."""
        return self.file is not None and looks_like_cda(self.file.content)


@dataclass(frozen=True, slots=True)
class Submission:
    """One sending: its subset of documents belongs together."""

    unique_id: str = ""
    source_id: str = ""
    title: str = ""
    patient: NumberedId | None = field(default=None, repr=False)
    author: XdmAuthor | None = None
    content_type: Coded | None = None
    sent: Timestamp | None = None
    comments: str = ""


@dataclass(frozen=True, slots=True)
class Xdm:
    """The whole: documents of all subsets in order; no metadata declares the `others`."""

    documents: tuple[XdmDocument, ...]
    submissions: tuple[Submission, ...] = ()
    others: tuple[ArchiveFile, ...] = ()
    faults: frozenset[XdmFault] = frozenset()
