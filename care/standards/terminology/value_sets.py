"""The small French value sets of health documents, as data."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

_FILE = Path(__file__).with_name("value_sets.csv")


class ValueSet(StrEnum):
    """Which set, by what it tells."""

    CLASS = "class"
    ENCOUNTER = "encounter"
    SETTING = "setting"
    CONFIDENTIALITY = "confidentiality"
    INTERPRETATION = "interpretation"
    CHAPTER = "chapter"
    FORMAT = "format"


@dataclass(frozen=True, slots=True)
class Entry:
    """A code of a set, the OID of its coding, its label."""

    code: str
    system: str
    label: str


def find_entry(value_set: ValueSet, code: str) -> Entry | None:
    """The entry of a code; None when it is not in the set."""
    return load_entries(value_set).get(code.strip())


@cache
def load_entries(value_set: ValueSet) -> Mapping[str, Entry]:
    """Every entry of a set, by code."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter=";") if row["set"] == value_set]
    entries = {row["code"]: Entry(row["code"], row["system"], row["label"]) for row in rows}
    return MappingProxyType(entries)
