"""Why a mail is not a receipt that we read."""

from __future__ import annotations

from enum import StrEnum


class ReportReason(StrEnum):
    """What is missing in it."""

    NOT_A_REPORT = "not_a_report"
    NO_FIELDS = "no_fields"
    NO_DISPOSITION = "no_disposition"
    NO_RECIPIENT = "no_recipient"


class ReportRefused(Exception):
    """The mail is not a notification of this kind."""

    def __init__(self, reason: ReportReason) -> None:
        super().__init__(reason.value)
        self.reason = reason
