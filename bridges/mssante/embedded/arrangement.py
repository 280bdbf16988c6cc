"""All that a territory needs to use the operator in memory: certificates, passwords, white list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bridges.mssante.embedded.authority import KeyPair, LocalAuthority
from bridges.mssante.embedded.imap_server import LocalMailbox
from bridges.mssante.embedded.signed_list import SIGNER, sign_white_list
from care.runtime.mail_settings import Mailbox, MailboxAuth, MailboxKind, WhiteListSource
from care.runtime.secrets import write_secret


@dataclass(frozen=True)
class Arrangement:
    """What the operator is started with, and what `territory.toml` says of it."""

    authority: LocalAuthority
    server: KeyPair
    settings: tuple[Mailbox, ...]
    white_list: WhiteListSource


def arrange(
    folder: Path,
    now: datetime,
    everybody: Iterable[LocalMailbox],
    served: Mapping[str, MailboxKind],
    *,
    imap_port: int,
    smtp_port: int,
) -> Arrangement:
    """Make everything anew in `folder`; `served` are the addresses that the bridge serves."""
    people = list(everybody)
    authority = LocalAuthority(folder, now)
    domains = sorted({one.address.partition("@")[2] for one in people})
    entries = [(domain, "CN=operateur fictif") for domain in domains]
    signed = sign_white_list(entries, authority.signer(SIGNER), now)
    (folder / "list.xml").write_bytes(signed)
    settings = []
    for one in people:
        if one.address not in served:
            continue
        password_file = folder / f"{one.address}.password"
        write_secret(password_file, one.password)
        settings.append(
            Mailbox(
                address=one.address,
                kind=served[one.address],
                auth=MailboxAuth.PASSWORD,
                imap_host="127.0.0.1",
                imap_port=imap_port,
                smtp_host="127.0.0.1",
                smtp_port=smtp_port,
                ca_file=authority.file,
                password_file=password_file,
            )
        )
    source = WhiteListSource(
        file=folder / "list.xml", anchors_file=authority.file, signer=SIGNER, hours=1
    )
    return Arrangement(authority, authority.server(), tuple(settings), source)
