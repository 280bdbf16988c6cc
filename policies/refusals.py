"""How a refusal travels to the client: `M_FORBIDDEN`, a reason for programs, words for people."""

from __future__ import annotations

from synapse.module_api.errors import Codes, SynapseError

from care.access.reason import Reason
from policies.sentences import say

REASON_FIELD = "fr.cercle.reason"
INCIDENT_FIELD = "fr.cercle.incident"

#: What spam-checker callbacks return. Synapse merges the fields last, so `error` is ours.
Spam = tuple[Codes, dict[str, str]]


def as_spam(reason: Reason, incident: str | None = None) -> Spam:
    """A refusal as Synapse's spam-checker callbacks return it."""
    fields = {REASON_FIELD: reason.value, "error": _sentence(reason, incident)}
    return Codes.FORBIDDEN, fields | ({} if incident is None else {INCIDENT_FIELD: incident})


def as_error(reason: Reason, incident: str | None = None) -> SynapseError:
    """A refusal as Synapse's other callbacks raise it."""
    code, fields = as_spam(reason, incident)
    return SynapseError(403, fields["error"], code, dict(fields))


def _sentence(reason: Reason, incident: str | None) -> str:
    return say(f"refused-{reason.value.replace('_', '-')}", incident=incident or "")
