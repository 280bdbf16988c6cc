"""The four ways things go wrong; anything else is a bug."""

from __future__ import annotations


class Refusal(Exception):
    """A rule said no. `reason` is a key of the text catalogue, `facts` its variables."""

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


class TemporaryFailure(Exception):
    """The outside world failed in a way that another try may mend."""


class PermanentFailure(Exception):
    """The outside world refused for good: trying again changes nothing."""


class SettingsError(Exception):
    """The configuration cannot be used. One readable line; raised at start only."""
