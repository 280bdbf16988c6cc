"""The mailboxes of a territory, found by whatever is known of them."""

from __future__ import annotations

from care.mail.mailboxes import Mailboxes, MailboxSeat

PRACTICE = MailboxSeat(
    "cabinet@cpts.mssante.example", "@mss.cabinet:x", "Cabinet de l’Exemple", ("@alice:x",)
)
CENTRE = MailboxSeat("centre@cpts.mssante.example", "@mss.centre:x", "Centre", ("@alice:x", "@b:x"))
ALL = Mailboxes((PRACTICE, CENTRE))


def test_a_mailbox_is_found_by_its_address_and_its_account() -> None:
    assert ALL.at(" Cabinet@CPTS.mssante.example") is PRACTICE
    assert ALL.of("@mss.centre:x") is CENTRE
    assert ALL.at("ailleurs@cpts.mssante.example") is None
    assert ALL.of("@liaison:x") is None


def test_people_sit_at_several() -> None:
    assert ALL.open_to("@alice:x") == [PRACTICE, CENTRE]
    assert ALL.open_to("@b:x") == [CENTRE]
    assert ALL.open_to("@c:x") == []
