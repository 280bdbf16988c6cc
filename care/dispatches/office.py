"""What sending mail needs to know of the territory."""

from __future__ import annotations

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from care.directory.current import CurrentIndex
from care.dispatches.model import PATIENT_DOMAIN
from care.identity.reason import Environment
from care.mail.mailboxes import Mailboxes
from care.mail.ports import TrustedDomains

PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True)
class Office:
    """The mailboxes of the territory, the white list, whether invented identities are at home here.

    `index` finds colleagues in the directory.
    """

    mailboxes: Mailboxes
    trusted: TrustedDomains
    environment: Environment = Environment.PRODUCTION
    patient_domain: str = PATIENT_DOMAIN
    zone: ZoneInfo = PARIS
    index: CurrentIndex = field(default_factory=CurrentIndex)
