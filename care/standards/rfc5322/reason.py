"""What may be wrong with a mail: refused as a whole, or read with a flaw."""

from __future__ import annotations

from enum import StrEnum


class MailReason(StrEnum):
    """Why a mail is not read at all."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    TOO_MANY_HEADERS = "too_many_headers"
    HEADER_TOO_LONG = "header_too_long"
    TOO_MANY_LINES = "too_many_lines"
    TOO_MANY_PARTS = "too_many_parts"
    TOO_DEEP = "too_deep"
    UNREADABLE = "unreadable"


class MailRefused(Exception):
    """The bytes are not a mail that we read. Never quotes them."""

    def __init__(self, reason: MailReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class MailFlaw(StrEnum):
    """What was odd in a mail that is shown all the same."""

    CHARSET_WRONG = "charset_wrong"
    DATE_UNREADABLE = "date_unreadable"
    NO_SENDER = "no_sender"
    SEVERAL_SENDERS = "several_senders"
    NO_MESSAGE_ID = "no_message_id"
    TOO_MANY_ADDRESSES = "too_many_addresses"
    ENCODING_WRONG = "encoding_wrong"
    BODY_CUT = "body_cut"
    TOO_MANY_FILES = "too_many_files"
    TNEF_UNREADABLE = "tnef_unreadable"
    NAME_CHANGED = "name_changed"


class ComposeReason(StrEnum):
    """Why a mail cannot be written."""

    BAD_ADDRESS = "bad_address"
    NO_RECIPIENT = "no_recipient"
    BAD_MESSAGE_ID = "bad_message_id"
    DATE_WITHOUT_ZONE = "date_without_zone"


class ComposeRefused(Exception):
    """What was given makes no mail."""

    def __init__(self, reason: ComposeReason) -> None:
        super().__init__(reason.value)
        self.reason = reason
