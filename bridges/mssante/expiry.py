"""Certificates, revocation lists and the white list end one day: people are told ahead, once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection

from bridges.mssante.post import Post
from bridges.mssante.tables import NOTICES
from bridges.mssante.tls import TlsFiles, load_certificates, load_revocations
from bridges.mssante.trouble import MailTrouble
from bridges.mssante.white_list.document import WhiteList
from care.mail.model import Expiring, ExpiryWarning
from care.mail.ports import Watcher
from care.runtime.database import insert_into
from care.runtime.errors import TemporaryFailure
from care.runtime.units import UnitOfWork

_STAGES = (30, 14, 7, 3, 1, 0)
# The list is made anew every working day or so; after a week something is wrong.
_LIST_LASTS = timedelta(days=7)
_LIST_STAGES = (0,)
_NAP = 3600.0
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Ending:
    """Something that ends at a known instant."""

    mailbox: str
    what: Expiring
    at: datetime


def find_endings(mailbox: str, files: TlsFiles) -> list[Ending]:
    """What ends among a mailbox's files: the first certificate of our own, any authority."""
    found: list[Ending] = []
    try:
        if files.certificate is not None:
            own = load_certificates(files.certificate)[0]
            found.append(Ending(mailbox, Expiring.CERTIFICATE, own.not_valid_after_utc))
        first = min(one.not_valid_after_utc for one in load_certificates(files.ca))
        found.append(Ending(mailbox, Expiring.AUTHORITY, first))
        revocations = load_revocations(files.crl) if files.crl is not None else []
        dates = [one.next_update_utc for one in revocations if one.next_update_utc is not None]
        if dates:
            found.append(Ending(mailbox, Expiring.REVOCATIONS, min(dates)))
    except (MailTrouble, IndexError, ValueError):
        return found  # the connection says what is wrong with a file
    return found


def list_ending(latest: WhiteList) -> Ending:
    """When the white list is too old."""
    return Ending("", Expiring.WHITE_LIST, latest.generated_at + _LIST_LASTS)


def stage_of(ending: Ending, now: datetime) -> int | None:
    """The last of the stages (in days left) that was passed; None when there is time."""
    stages = _LIST_STAGES if ending.what is Expiring.WHITE_LIST else _STAGES
    # Lists of revocations live for days only: they are worth a word when they are past.
    if ending.what is Expiring.REVOCATIONS:
        stages = _LIST_STAGES
    passed = [days for days in stages if ending.at - now <= timedelta(days=days)]
    return min(passed) if passed else None


def warn(work: UnitOfWork, watcher: Watcher, endings: Iterable[Ending]) -> None:
    """Tell what comes to its end, once per stage."""
    for ending in endings:
        stage = stage_of(ending, work.now)
        if stage is None:
            continue
        name = f"{ending.mailbox}|{ending.what}|{ending.at.date().isoformat()}|{stage}"
        if _note_told(work.connection, name, work.now):
            days = max(0, (ending.at - work.now).days)
            warning = ExpiryWarning(ending.mailbox, ending.what, ending.at, days)
            watcher.expiry_is_near(work, warning)


def _note_told(connection: Connection, name: str, now: datetime) -> bool:
    kept = connection.execute(
        insert_into(connection, NOTICES)
        .on_conflict_do_nothing(index_elements=["name"])
        .values(name=name[:255], told_at=now)
    )
    return kept.rowcount == 1


async def watch_expiry(post: Post) -> None:
    """Look every hour, for ever."""

    def inside() -> None:
        endings = find_endings(post.address, post.files)
        now = post.units.clock.now().isoformat()
        with post.units.unit(f"mssante-expiry|{post.address}|{now}") as work:
            warn(work, post.watcher, endings)

    while True:
        try:
            await post.worker.run(inside)
        except TemporaryFailure:
            _log.info("mail_expiry_unchecked", mailbox=post.label)
        await asyncio.sleep(_NAP)
