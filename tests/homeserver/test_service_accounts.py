"""The accounts that belong to no person."""

from __future__ import annotations

from pathlib import Path

from care.runtime.mail_settings import Mailbox, MailboxAuth, MailboxKind
from homeserver.service_accounts import (
    bot_accounts,
    bot_ids,
    moderating_bots,
    operator_id,
    reserved_localparts,
)
from tests.real.servers import small_territory


def test_each_bot_by_its_name_in_the_territory_s_file() -> None:
    bots = bot_accounts(small_territory())
    assert bots["directory"].display_name == "Annuaire (assistant)"
    assert bot_ids(small_territory()) >= {"@annuaire:cercle.test"}
    assert len(bot_ids(small_territory())) == len(bots)


def test_mailboxes_have_accounts_and_no_power_in_the_groups() -> None:
    mailbox = Mailbox(
        address="cabinet@cpts.mssante.example",
        kind=MailboxKind.ORGANISATION,
        auth=MailboxAuth.PASSWORD,
        imap_host="x",
        smtp_host="x",
        ca_file=Path("ca"),
        password_file=Path("p"),
    )
    territory = small_territory().model_copy(update={"mailboxes": (mailbox,)})
    assert bot_accounts(territory)[mailbox.address].localpart == "mssante.cabinet"
    assert bot_ids(territory) - moderating_bots(territory) == {"@mssante.cabinet:cercle.test"}
    assert "mssante.cabinet" in reserved_localparts(territory)


def test_no_person_may_take_their_names() -> None:
    assert reserved_localparts(small_territory()) >= {"annuaire", "intendance"}
    assert operator_id(small_territory()) == "@intendance:cercle.test"
