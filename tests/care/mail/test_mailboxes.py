"""The mailboxes of a territory, found by whatever is known of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from care.mail.mailboxes import Mailboxes, MailboxSeat, seats_of
from care.runtime.mail_settings import Mailbox, MailboxAuth, MailboxKind, Mssante

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


def test_seats_are_what_the_settings_say() -> None:
    mailbox = Mailbox(
        address="cabinet+1@cpts.mssante.example",
        kind=MailboxKind.ORGANISATION,
        auth=MailboxAuth.PASSWORD,
        imap_host="x",
        smtp_host="x",
        ca_file=Path("ca"),
        password_file=Path("p"),
        team=("alice", "bruno"),
        size_limit_mb=1.5,
    )
    (seat,) = seats_of([mailbox], "cercle.test")
    assert seat.account == "@mssante.cabinet-1:cercle.test"
    assert seat.name == "cabinet+1@cpts.mssante.example"
    assert seat.team == ("@alice:cercle.test", "@bruno:cercle.test")
    assert seat.limit == 1_500_000
    assert seat.product == "Cercle"
    (named,) = seats_of([mailbox], "cercle.test", Mssante(product="CERCLE-0042"))
    assert named.product == "CERCLE-0042"

    named = mailbox.model_copy(update={"name": "Cabinet", "localpart": "boite.cabinet"})
    (seat,) = seats_of([named], "cercle.test")
    assert (seat.account, seat.name) == ("@boite.cabinet:cercle.test", "Cabinet")
    assert named.bot.display_name == "Boîte MSSanté – Cabinet"


@pytest.mark.parametrize("product", ["", " x", "é", "a\nb", "x" * 101])
def test_a_reference_that_no_header_holds_is_refused(product: str) -> None:
    with pytest.raises(ValidationError):
        Mssante(product=product)
