"""Why a mail is in quarantine, in plain French."""

from __future__ import annotations

from bots.mailbox.triage.texts import TEXTS

_GROUPS = ("letter-archive-", "letter-document-", "letter-mail-")


def say_reason(reason: str) -> str:
    """The sentence for a reason of the bridge or of the reader; one for all that is unknown."""
    try:
        return TEXTS.say(f"aside-{reason}")
    except KeyError:
        for group in _GROUPS:
            if reason.startswith(group):
                return TEXTS.say(f"aside-{group}any")
        return TEXTS.say("aside-any")
