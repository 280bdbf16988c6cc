"""The mailboxes of `territory.toml`, the list of trusted domains, and what our mails say of us."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from care.runtime.section import BotAccount, Localpart, Section


def _mail_address(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9._+-]{1,64}@([a-z0-9-]+\.)+[a-z0-9-]{2,}", value):
        raise ValueError("adresse de messagerie invalide (en minuscules)")
    return value


class MailboxKind(StrEnum):
    """Whose an MSSanté mailbox is: one professional's, an organisation's, a program's."""

    PERSONAL = "PER"
    ORGANISATION = "ORG"
    APPLICATION = "APP"


class MailSecurity(StrEnum):
    """When TLS begins: on a greeting in clear, or at once."""

    STARTTLS = "starttls"
    TLS = "tls"


class MailboxAuth(StrEnum):
    """How a mailbox is opened: by a password, a client certificate, or its user's own login."""

    PASSWORD = "password"  # noqa: S105 - a kind, not a password
    CERTIFICATE = "certificate"
    PRO_SANTE_CONNECT = "xoauth2"


class Mailbox(Section):
    """An MSSanté mailbox, as its operator serves it. Paths are those of the territory's folder.

    `name` is what people call it, `localpart` the account that speaks for it, `team` the localparts
    of those who sit in its rooms.
    """

    address: Annotated[str, AfterValidator(_mail_address)]
    kind: MailboxKind
    name: str = Field(default="", max_length=60)
    localpart: Localpart | None = None
    team: tuple[Localpart, ...] = ()
    auth: MailboxAuth = MailboxAuth.CERTIFICATE
    imap_host: str = Field(min_length=1)
    imap_port: int = Field(default=143, ge=1, le=65535)
    imap_security: MailSecurity = MailSecurity.STARTTLS
    smtp_host: str = Field(min_length=1)
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_security: MailSecurity = MailSecurity.STARTTLS
    ca_file: Path
    crl_file: Path | None = None
    certificate_file: Path | None = None
    key_file: Path | None = None
    password_file: Path | None = None
    size_limit_mb: float = Field(default=10, gt=0, le=100)

    @model_validator(mode="after")
    def _complete(self) -> Mailbox:
        if self.auth is MailboxAuth.PASSWORD and self.password_file is None:
            raise ValueError('auth = "password" demande password_file')
        if self.auth is MailboxAuth.CERTIFICATE and self.certificate_file is None:
            raise ValueError('auth = "certificate" demande certificate_file')
        if (self.certificate_file is None) != (self.key_file is None):
            raise ValueError("certificate_file et key_file vont ensemble")
        return self

    @property
    def shown_name(self) -> str:
        """What people call it; without a name, its address."""
        return self.name or self.address

    @property
    def bot(self) -> BotAccount:
        """The account that speaks for it."""
        own = re.sub(r"[^a-z0-9._-]", "-", self.address.partition("@")[0])
        localpart = self.localpart or f"mssante.{own}"[:64]
        return BotAccount(
            localpart=localpart, display_name=f"Boîte MSSanté – {self.shown_name}"[:80]
        )


class Mssante(Section):
    """What all mailboxes say of us: the reference that was given to this product (X-MSS-NIL)."""

    product: str = Field(
        default="Cercle", min_length=1, max_length=100, pattern=r"^[!-~]+( [!-~]+)*$"
    )


class WhiteListSource(Section):
    """Where the list of the trusted domains comes from, and who must have signed it."""

    file: Path | None = None
    url: str | None = Field(default=None, pattern="^https://")
    ca_file: Path | None = None
    anchors_file: Path | None = None
    signer: str | None = None
    hours: int = Field(default=12, ge=1, le=168)

    @model_validator(mode="after")
    def _complete(self) -> WhiteListSource:
        if self.file is not None and self.url is not None:
            raise ValueError("file ou url, pas les deux")
        if self.is_set and (self.anchors_file is None or self.signer is None):
            raise ValueError("la liste blanche demande anchors_file et signer")
        return self

    @property
    def is_set(self) -> bool:
        """Whether there is a list at all."""
        return self.file is not None or self.url is not None
