"""A report that comes back is brought to the mail it is about."""

from __future__ import annotations

from bridges.mssante.headers import read_attempt
from bridges.mssante.progress import happen, settle
from bridges.mssante.reports import Report, ReportLine
from care.mail.delivery import Happening
from care.mail.ports import Watcher
from care.mail.queue import OutgoingMail, load_by_number, load_outgoing
from care.runtime.units import UnitOfWork

_RECEIPTS = frozenset({Happening.OPENED, Happening.UNUSABLE, Happening.DISCARDED})


def follow(work: UnitOfWork, watcher: Watcher, mailbox: str, report: Report, sender: str) -> bool:
    """Note what `report`, sent by `sender`, says; False when it is about no mail of `mailbox`."""
    mail = _find(work, mailbox, report)
    if mail is None:
        return False
    for line in report.lines:
        _note(work, watcher, mail, line, sender)
    settle(work, mail.number)
    return True


def _note(
    work: UnitOfWork, watcher: Watcher, mail: OutgoingMail, line: ReportLine, sender: str
) -> None:
    concerned = [one for one in mail.recipients if one.address == line.recipient]
    # Only the recipient's own side can say that it was read.
    if line.happening in _RECEIPTS:
        place = line.recipient.partition("@")[2]
        concerned = [one for one in concerned if sender.partition("@")[2] == place]
    for recipient in concerned:
        happen(work, watcher, mail, recipient, line.happening, line.code)


def _find(work: UnitOfWork, mailbox: str, report: Report) -> OutgoingMail | None:
    attempt = read_attempt(work.keys, mailbox, report.token)
    if attempt is not None:
        return load_by_number(work.connection, work.keys, attempt[0])
    if report.message_id:
        return load_outgoing(work.connection, work.keys, mailbox, report.message_id)
    return None
