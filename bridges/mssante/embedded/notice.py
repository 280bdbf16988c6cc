"""A delivery notice as a mail server writes it (RFC 3464)."""

from __future__ import annotations

from email.message import EmailMessage, Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import SMTP
from email.utils import formatdate, make_msgid

from care.mail.headers import message_id_of

_DOMAIN = "mx.mssante.example"


def delivery_notice(
    sender: str, recipient: str, token: str, source: bytes, *, action: str = "delivered"
) -> bytes:
    """The notice, to `sender`, of what became of the mail `source` for `recipient`."""
    notice = MIMEMultipart("report", policy=SMTP)
    notice.set_param("report-type", "delivery-status")
    notice["From"] = f"MAILER-DAEMON@{_DOMAIN}"
    notice["To"] = sender
    notice["Subject"] = "Delivery status"
    notice["Date"] = formatdate()
    notice["Message-ID"] = make_msgid(domain=_DOMAIN)
    notice["Auto-Submitted"] = "auto-replied"
    notice.attach(MIMEText(f"{action}\n", "plain", "utf-8"))
    status = Message(policy=SMTP)
    status["Content-Type"] = "message/delivery-status"
    about_mail, about_recipient = Message(), Message()
    about_mail["Reporting-MTA"] = f"dns; {_DOMAIN}"
    if token:
        about_mail["Original-Envelope-Id"] = token
    about_recipient["Original-Recipient"] = f"rfc822;{recipient}"
    about_recipient["Final-Recipient"] = f"rfc822;{recipient}"
    about_recipient["Action"] = action
    about_recipient["Status"] = "5.0.0" if action == "failed" else "2.0.0"
    status.set_payload([about_mail, about_recipient])
    notice.attach(status)
    headers = EmailMessage()
    headers["Content-Type"] = "text/rfc822-headers"
    headers.set_payload(f"Message-ID: {message_id_of(source)}\r\n")
    notice.attach(headers)
    return notice.as_bytes()
