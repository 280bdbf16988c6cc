"""What an operator watches of the mailboxes: counts and delays, never an address or a word.

Mailboxes are told apart by their rank in `territory.toml`, from 1.
"""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

TAKEN = Counter("cercle_mail_taken", "Mails taken into the inbox", ["mailbox"])
HANDLED = Counter("cercle_mail_handled", "Mails handled", ["mailbox"])
PUT_ASIDE = Counter("cercle_mail_quarantined", "Mails put aside", ["mailbox"])
SENT = Counter("cercle_mail_sent", "Mails that the operator took", ["mailbox"])
DOUBTS = Counter("cercle_mail_doubts", "Mails whose taking was not answered", ["mailbox"])
RESENT = Counter("cercle_mail_resent", "Mails sent again for want of a proof", ["mailbox"])
WAITING = Gauge("cercle_mail_waiting", "Mails in the queue", ["mailbox"])
TROUBLED = Gauge("cercle_mail_troubled", "1 when the mailbox does not work", ["mailbox", "way"])
HANDLING_SECONDS = Histogram(
    "cercle_mail_handling_seconds",
    "From the taking of a mail to the end of its handling",
    ["mailbox"],
    buckets=(0.05, 0.1, 0.2, 0.5, 1, 2, 5, 15, 60, 300),
)
