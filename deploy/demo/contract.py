"""`demo.json`: what other programs may rely on. Keys are added, never changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from care.runtime.secrets import write_secret


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Somebody to log in as. `rpps` and `profession` (everyday word) are None when absent."""

    user_id: str
    password: str
    display_name: str
    kind: str
    rpps: str | None
    profession: str | None


@dataclass(frozen=True, slots=True)
class DemoHomeserver:
    """How to reach Synapse, as anyone and as its administrator (`admin_user` is a Matrix id)."""

    url: str
    server_name: str
    admin_user: str
    admin_password: str


@dataclass(frozen=True, slots=True)
class DemoDirectoryApi:
    """The directory as practice software reads it (FHIR R4), and a key for this run."""

    url: str
    api_key: str


@dataclass(frozen=True, slots=True)
class DemoServer:
    """Where a server listens."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class DemoMailbox:
    """An MSSanté mailbox; `room_id` is its Matrix room, None for one that we do not serve."""

    address: str
    password: str
    room_id: str | None


@dataclass(frozen=True, slots=True)
class DemoMail:
    """The mail operator: submission and reading, with STARTTLS or in clear, and its mailboxes."""

    smtp: DemoServer
    imap: DemoServer
    mailboxes: Sequence[DemoMailbox]


@dataclass(frozen=True, slots=True)
class DemoContract:
    """Everything that a program needs to use the demonstration.

    `mail_authority` is the file of the authority that signed the mail servers' certificate.
    """

    homeserver: DemoHomeserver
    web_url: str
    accounts: Sequence[DemoAccount]
    bots: Mapping[str, str]
    rooms: Mapping[str, str]
    directory_api: DemoDirectoryApi
    mail: DemoMail
    mail_authority: str

    def as_json(self) -> str:
        """The text of `demo.json`."""
        content = {
            "homeserver": asdict(self.homeserver),
            "web": {"url": self.web_url},
            "accounts": [asdict(account) for account in self.accounts],
            "bots": dict(self.bots),
            "rooms": dict(self.rooms),
            "directory_api": asdict(self.directory_api),
            "mail": asdict(self.mail),
            "mail_authority": self.mail_authority,
        }
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


@contextmanager
def published(contract: DemoContract, path: Path) -> Iterator[None]:
    """The contract is in `path` (mode 0600, written at once) for the block, and gone after it."""
    write_secret(path, contract.as_json())
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
