"""The kinds of documents (JDV_J07, 2024-09-27) and the class of each (ASS_X04, 2024-02-23).

Six kinds are newer than the table of classes that we know, and have the class of their neighbours:
28617-9, 34120-6, 60280-5, 78341-5, 89233-1 and 101881-1.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

_FILE = Path(__file__).with_name("document_types.csv")
_SYSTEMS = {"LOINC": "2.16.840.1.113883.6.1", "TRE_A05": "1.2.250.1.213.1.1.4.12"}


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of document: its code, the OID of the coding, its label, the code of its class."""

    code: str
    system: str
    label: str
    class_code: str


def find_document_type(code: str) -> DocumentType | None:
    """The kind that a code names; None for one outside the French value set."""
    return load_document_types().get(code.strip())


@cache
def load_document_types() -> Mapping[str, DocumentType]:
    """Every kind, by code."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return MappingProxyType(
        {
            row["code"]: DocumentType(
                row["code"], _SYSTEMS[row["system"]], row["label"], row["class"]
            )
            for row in rows
        }
    )
