"""Reading a mail that the real world sent (RFC 5322, 2045–2049, 2231, 3676)."""

from __future__ import annotations

from email import message_from_bytes
from email.message import Message
from email.policy import compat32

from care.standards.rfc5322.addresses import MOST, read_mailboxes
from care.standards.rfc5322.attachments import read_attachments
from care.standards.rfc5322.body import choose_texts, read_body
from care.standards.rfc5322.dates import parse_mail_date
from care.standards.rfc5322.headers import Headers, read_headers, shorten_subject
from care.standards.rfc5322.leaves import Leaf, find_leaves, parameter
from care.standards.rfc5322.limits import MailBounds, check_limits
from care.standards.rfc5322.model import Attachment, Mail
from care.standards.rfc5322.mss import read_mss_headers
from care.standards.rfc5322.quoting import fold_quotes
from care.standards.rfc5322.reason import MailFlaw, MailReason, MailRefused
from care.standards.rfc5322.subject import parse_subject

_REPORT = "multipart/report"


def parse_mail(raw: bytes, bounds: MailBounds | None = None) -> Mail:
    """The mail in `raw`. Raises MailRefused for what is no mail, or dangerous to read.

    Anything else that is wrong with it is one of its `flaws`.
    """
    bounds = bounds or MailBounds()
    check_limits(raw, bounds)
    message = _parse(raw)
    headers = read_headers(message, bounds)
    if not headers.items:
        raise MailRefused(MailReason.UNREADABLE)
    flaws: set[MailFlaw] = set()
    leaves = list(find_leaves(message, bounds, flaws))
    body, attachments = _read_content(leaves, flaws)
    senders = read_mailboxes(headers, "from") or read_mailboxes(headers, "sender")
    date = parse_mail_date(headers.text("date"))
    message_id = next(iter(headers.ids("message-id")), "")
    to, cc = read_mailboxes(headers, "to"), read_mailboxes(headers, "cc")
    odd = {
        MailFlaw.NO_SENDER: not senders,
        MailFlaw.SEVERAL_SENDERS: len(senders) > 1,
        MailFlaw.DATE_UNREADABLE: date is None,
        MailFlaw.NO_MESSAGE_ID: not message_id,
        MailFlaw.TOO_MANY_ADDRESSES: MOST in {len(to), len(cc)},
    }
    flaws.update(flaw for flaw, is_so in odd.items() if is_so)
    return Mail(
        headers=headers,
        message_id=message_id,
        in_reply_to=next(iter(headers.ids("in-reply-to")), ""),
        references=tuple(dict.fromkeys(headers.ids("references"))),
        subject=parse_subject(shorten_subject(headers.text("subject"))),
        senders=senders,
        reply_to=read_mailboxes(headers, "reply-to"),
        to=to,
        cc=cc,
        date=date,
        body=body,
        folded=fold_quotes(body),
        attachments=attachments,
        mss=read_mss_headers(headers),
        notify_to=read_mailboxes(headers, "disposition-notification-to"),
        report_type=_report_type(headers, bounds),
        flaws=frozenset(flaws),
    )


def _parse(raw: bytes) -> Message:
    try:
        return message_from_bytes(raw, policy=compat32)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise MailRefused(MailReason.UNREADABLE) from None


def _read_content(leaves: list[Leaf], flaws: set[MailFlaw]) -> tuple[str, tuple[Attachment, ...]]:
    read, unread = choose_texts(leaves)
    others = [one for one in leaves if one not in read and one not in unread]
    attachments, hidden = read_attachments(others, flaws)
    return read_body(read, flaws) or hidden, attachments


def _report_type(headers: Headers, bounds: MailBounds) -> str:
    kind = headers.raw("content-type")
    if kind.partition(";")[0].strip().casefold() != _REPORT:
        return ""
    return parameter(kind, "report-type", bounds).casefold()
