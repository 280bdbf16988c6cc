"""Subjects of MSSanté mails: `XDM/1.0/DDM+<document> <NOM> <prénom> <JJ/MM/AAAA>` (ECO 2.1.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from care.identity.birth_date import BirthDate, parse_birth_date
from care.identity.lexical import to_insi_form
from care.identity.reason import IdentityRefused
from care.identity.traits import Traits
from care.standards.rfc5322.marks import load_marks
from care.standards.terminology.document_types import load_document_types

_PREFIX = "XDM/1.0/DDM+"
_ANY_PREFIX = re.compile(r"XDM\s*/\s*\d\.\d\s*/\s*DDM\s*\+?\s*", re.IGNORECASE)
_BIRTH_DATE = re.compile(r"(.*?)[\s,(]*\b(\d{2}/\d{2}/\d{4})\)?\s*", re.DOTALL)
_CLOSING = "[FIN]"
_LONGEST_LABEL = 40


@dataclass(frozen=True, slots=True)
class Subject:
    """What a subject says, without its prefixes.

    `text` is what people should see (ECO 3.1.3). `label` and `person` are told apart only where the
    document's label is known: both are written freely, and only a birth date has a shape.
    """

    text: str
    is_document: bool = False
    label: str = ""
    person: str = ""
    birth_date: BirthDate | None = None
    is_reply: bool = False
    replaces: bool = False
    is_refusal: bool = False
    error_code: int | None = None
    closes: bool = False


def parse_subject(text: str) -> Subject:
    """What a decoded subject says."""
    marks = load_marks()
    rest, found, code = text.strip(), set(), None
    for _ in range(10):
        for name, pattern in (
            ("reply", marks.reply),
            ("replaces", marks.replaces),
            ("refused", marks.refused),
            ("document", _ANY_PREFIX),
        ):
            if match := pattern.match(rest):
                found.add(name)
                rest = rest[match.end() :].lstrip()
                code = match["code"] if name == "refused" and match["code"] else code
                break
        else:
            break
    shown = rest or text.strip()
    label, person, born = _take_apart(shown) if "document" in found else ("", "", None)
    return Subject(
        shown,
        "document" in found,
        label,
        person,
        born,
        "reply" in found,
        "replaces" in found,
        "refused" in found,
        None if code is None else int(code),
        text.strip().upper() == _CLOSING,
    )


def build_document_subject(label: str, traits: Traits, *, replaces: bool = False) -> str:
    """The subject of a mail that carries a document about somebody."""
    name, given = to_insi_form(traits.birth_name), " ".join(traits.first_name.split())
    born = f"{traits.birth_date.conventional:%d/%m/%Y}" if traits.birth_date else ""
    shortened = " ".join(label.split())[:_LONGEST_LABEL].rstrip()
    told = " ".join(part for part in (shortened, name, given, born) if part)
    mark = f"{load_marks().replaces_written} " if replaces else ""
    return f"{mark}{_PREFIX}{told}"


def build_refusal_subject(subject: str, code: int) -> str:
    """The subject of the answer to a document that could not be integrated."""
    mark = load_marks().refused_written.format(code=code)
    return f"{mark} {' '.join(subject.split())}"


def _take_apart(text: str) -> tuple[str, str, BirthDate | None]:
    dated = _BIRTH_DATE.fullmatch(text)
    rest, born = (dated[1].strip(), _birth_date(dated[2])) if dated else (text, None)
    for label in sorted(_known_labels(), key=len, reverse=True):
        if rest.casefold().startswith(f"{label.casefold()} "):
            return rest[: len(label)], rest[len(label) :].strip(), born
    return "", "", born


def _known_labels() -> set[str]:
    """Every label as it is cut for a subject, with either apostrophe."""
    cut = {one.label[:_LONGEST_LABEL].rstrip() for one in load_document_types().values()}
    return cut | {label.replace("’", "'") for label in cut}


def _birth_date(text: str) -> BirthDate | None:
    try:
        return parse_birth_date(text)
    except IdentityRefused:
        return None
