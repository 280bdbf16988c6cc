"""Why a bundle cannot be taken in."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """A key that programs can test; the sentence beside it is for people."""

    TOO_LARGE = "too_large"
    NOT_FHIR = "not_fhir"
    NO_TEAM = "no_team"
    SEVERAL_TEAMS = "several_teams"
    NO_PATIENT = "no_patient"
    WRITTEN_BY_MISTAKE = "written_by_mistake"
    NO_BEGINNING = "no_beginning"
    BAD_NUMBER = "bad_number"


class BundleRefused(Exception):
    """What was given is not a circle that can be taken in. Its text never quotes it."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
