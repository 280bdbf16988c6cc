"""Why an archive cannot be opened."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """A key that programs can test; the sentence beside it is for people."""

    NOT_AN_ARCHIVE = "not_an_archive"
    WRONG_KEY = "wrong_key"
    DAMAGED = "damaged"
    NOT_A_KEY = "not_a_key"
    FOLDER_NOT_EMPTY = "folder_not_empty"


class ArchiveRefused(Exception):
    """The file, the key or the folder will not do. Its text quotes nothing of them."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
