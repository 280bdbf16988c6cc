"""What may be wrong with an IHE_XDM.ZIP: refused as a whole, or read with a fault."""

from __future__ import annotations

from enum import StrEnum


class XdmReason(StrEnum):
    """Why nothing is taken from it."""

    NOT_AN_ARCHIVE = "not_an_archive"
    TOO_BIG = "too_big"
    TOO_MANY_ENTRIES = "too_many_entries"
    UNSAFE_NAME = "unsafe_name"
    NAME_TWICE = "name_twice"
    ENCRYPTED = "encrypted"
    UNKNOWN_METHOD = "unknown_method"
    OVERLAPPING = "overlapping"
    BOMB = "bomb"
    DAMAGED = "damaged"
    NO_DOCUMENT = "no_document"


class XdmRefused(Exception):
    """The bytes are not an archive that we open. Never quotes them."""

    def __init__(self, reason: XdmReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class XdmFault(StrEnum):
    """What is odd in an archive whose documents are read all the same."""

    NO_METADATA = "no_metadata"
    METADATA_UNREADABLE = "metadata_unreadable"
    FILE_MISSING = "file_missing"
    FILE_UNDECLARED = "file_undeclared"
    HASH_WRONG = "hash_wrong"
    SIZE_WRONG = "size_wrong"
    NO_HASH = "no_hash"
    SEVERAL_PATIENTS = "several_patients"
