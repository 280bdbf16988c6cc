"""The rest of the country: the port that a search beyond the territory answers behind."""

from __future__ import annotations

from typing import Protocol

from care.directory.national.model import Found


class NationalSearch(Protocol):
    """Every professional of France."""

    def search(self, text: str, near: str | None, limit: int, offset: int) -> Found:
        """At most `limit` people after the `offset` best; `near` is the asker's INSEE commune."""
        ...
