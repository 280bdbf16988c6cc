"""One mailbox to serve: where it is, how it is opened, who reads it; shared by what serves it."""

from __future__ import annotations

import asyncio
import random
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bridges.mssante.book import note_trouble
from bridges.mssante.imap.client import ImapClient, Server
from bridges.mssante.metrics import TROUBLED
from bridges.mssante.pace import Pace
from bridges.mssante.ports import TokenSource
from bridges.mssante.sasl import Sasl, external, plain, xoauth2
from bridges.mssante.submission import Submission
from bridges.mssante.tls import TlsFiles
from bridges.mssante.trouble import MailTrouble
from care.mail.model import Trouble, Way
from care.mail.ports import MailReader, TrustedDomains, Watcher
from care.runtime.errors import SettingsError
from care.runtime.mail_settings import Mailbox, MailboxAuth, MailSecurity
from care.runtime.secrets import read_secret
from care.runtime.units import Units
from care.runtime.worker import Worker


@dataclass(frozen=True)
class Post:
    """A mailbox and its surroundings. `label` stands for it in logs and metrics."""

    mailbox: Mailbox
    label: str
    folder: Path
    units: Units
    worker: Worker
    reader: MailReader
    watcher: Watcher
    trusted: TrustedDomains
    tokens: TokenSource
    pace: Pace

    @property
    def address(self) -> str:
        """The mailbox's address."""
        return self.mailbox.address

    @property
    def files(self) -> TlsFiles:
        """What TLS needs; relative paths are those of the territory's folder."""
        mailbox = self.mailbox
        return TlsFiles(
            self.folder / mailbox.ca_file,
            mailbox.crl_file and self.folder / mailbox.crl_file,
            mailbox.certificate_file and self.folder / mailbox.certificate_file,
            mailbox.key_file and self.folder / mailbox.key_file,
        )

    async def credentials(self) -> Sasl:
        """What opens the mailbox now. Raises MailTrouble."""
        mailbox = self.mailbox
        if mailbox.auth is MailboxAuth.CERTIFICATE:
            return external(mailbox.address)
        if mailbox.auth is MailboxAuth.PRO_SANTE_CONNECT:
            token = await self.tokens.token(mailbox.address)
            if token is None:
                raise MailTrouble(Trouble.WAITING_FOR_LOGIN)
            return xoauth2(mailbox.address, token)
        try:
            return plain(mailbox.address, read_secret(self.folder / str(mailbox.password_file)))
        except SettingsError:
            raise MailTrouble(Trouble.OWN_FILES, "password") from None

    async def open_imap(self) -> ImapClient:
        """A connection to read with. Raises MailTrouble."""
        mailbox = self.mailbox
        return await ImapClient.open(
            Server(mailbox.imap_host, mailbox.imap_port, mailbox.imap_security is MailSecurity.TLS),
            self.files,
            await self.credentials(),
            longest=self.pace.longest,
            patience=self.pace.patience,
        )

    async def open_smtp(self) -> Submission:
        """A connection to send with. Raises MailTrouble."""
        mailbox = self.mailbox
        return await Submission.open(
            Server(mailbox.smtp_host, mailbox.smtp_port, mailbox.smtp_security is MailSecurity.TLS),
            self.files,
            await self.credentials(),
            patience=self.pace.patience,
        )

    def check_room(self) -> None:
        """Raises MailTrouble when our disk is nearly full: mails are safer at the operator's."""
        if shutil.disk_usage(self.folder).free < self.pace.reserve:
            raise MailTrouble(Trouble.DISK_FULL)

    def meant_by(self, trouble: Trouble) -> Trouble:
        """A token that is refused has ended: its user is to log in again."""
        refused = trouble is Trouble.LOGIN_REFUSED
        if refused and self.mailbox.auth is MailboxAuth.PRO_SANTE_CONNECT:
            return Trouble.WAITING_FOR_LOGIN
        return trouble

    async def note(self, way: Way, trouble: Trouble | None) -> None:
        """Say how the mailbox is; people are told when that is news."""
        TROUBLED.labels(self.label, way.value).set(trouble is not None)

        def inside() -> None:
            now = self.units.clock.now().isoformat()
            with self.units.unit(f"mssante-trouble|{self.address}|{way}|{now}") as work:
                note_trouble(work, self.watcher, self.address, way, trouble)

        await self.worker.run(inside)


class Bell:
    """What a loop waits at: for a moment, or until somebody rings."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """End the wait, or the next one."""
        self._rung.set()

    async def wait(self, seconds: float) -> None:
        """Wait until the bell rings, at most `seconds`.

        Python 3.11's `asyncio.wait_for`, in aiosmtplib, may lose a cancellation that comes with an
        answer: a loop that was asked to stop stops here.
        """
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise asyncio.CancelledError
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        self._rung.clear()


def chance() -> float:
    """A number in [0, 1), so that tries do not come all together."""
    return random.random()  # noqa: S311 - spreads load, hides nothing
