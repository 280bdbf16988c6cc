"""Why a mailbox cannot be served now, as what carries mail meets it."""

from __future__ import annotations

from care.mail.model import Trouble
from care.runtime.errors import TemporaryFailure


class MailTrouble(TemporaryFailure):
    """The mailbox cannot be served for now; nothing is lost, another try follows."""

    def __init__(self, trouble: Trouble, why: str = "") -> None:
        super().__init__(f"{trouble.value} {why}".strip())
        self.trouble = trouble
        self.why = why
