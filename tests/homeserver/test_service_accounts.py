"""The accounts that belong to no person."""

from __future__ import annotations

from homeserver.service_accounts import (
    bot_accounts,
    bot_ids,
    operator_id,
    reserved_localparts,
)
from tests.real.servers import small_territory


def test_each_bot_by_its_name_in_the_territory_s_file() -> None:
    bots = bot_accounts(small_territory())
    assert bots["directory"].display_name == "Annuaire (assistant)"
    assert bot_ids(small_territory()) >= {"@annuaire:cercle.test"}
    assert len(bot_ids(small_territory())) == len(bots)


def test_no_person_may_take_their_names() -> None:
    assert reserved_localparts(small_territory()) >= {"annuaire", "intendance"}
    assert operator_id(small_territory()) == "@intendance:cercle.test"
