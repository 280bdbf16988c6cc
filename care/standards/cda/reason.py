"""What may be wrong with a clinical document: refused as a whole, or read with a fault."""

from __future__ import annotations

from enum import StrEnum


class CdaReason(StrEnum):
    """Why nothing can be read."""

    TOO_BIG = "too_big"
    TOO_DEEP = "too_deep"
    TOO_MANY_ELEMENTS = "too_many_elements"
    DECLARES_TYPE = "declares_type"
    MALFORMED = "malformed"
    NOT_A_DOCUMENT = "not_a_document"


class CdaRefused(Exception):
    """The bytes are not a clinical document that we read. Never quotes them."""

    def __init__(self, reason: CdaReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class CdaFault(StrEnum):
    """What was missing or unreadable in a document that is shown all the same."""

    CHARSET_WRONG = "charset_wrong"
    NO_ID = "no_id"
    NO_TYPE = "no_type"
    UNKNOWN_TYPE = "unknown_type"
    NO_DATE = "no_date"
    VERSION_UNREADABLE = "version_unreadable"
    NO_PATIENT = "no_patient"
    SEVERAL_PATIENTS = "several_patients"
    INS_MALFORMED = "ins_malformed"
    SEVERAL_INS = "several_ins"
    BIRTH_DATE_UNREADABLE = "birth_date_unreadable"
    BIRTH_PLACE_UNREADABLE = "birth_place_unreadable"
    SEX_UNREADABLE = "sex_unreadable"
    NO_AUTHOR = "no_author"
    NO_BODY = "no_body"
    MEDIA_UNREADABLE = "media_unreadable"
    MEDIA_ELSEWHERE = "media_elsewhere"
    TOO_DEEPLY_NESTED = "too_deeply_nested"
    ENTRIES_IN_PART = "entries_in_part"
