"""The accounts that belong to no person: the operator and the bots."""

from __future__ import annotations

from collections.abc import Mapping

from care.runtime.section import BotAccount
from care.runtime.settings import Territory

OPERATOR = "intendance"
OPERATOR_NAME = "Intendance"


def operator_id(territory: Territory) -> str:
    """Who makes the rooms: a server administrator that never writes in them."""
    return user_id(territory, OPERATOR)


def bot_accounts(territory: Territory) -> Mapping[str, BotAccount]:
    """The bots by their name in `territory.toml`, then those of the mailboxes by their address."""
    assistants = {name: getattr(territory.bots, name) for name in type(territory.bots).model_fields}
    return assistants | {mailbox.address: mailbox.bot for mailbox in territory.mailboxes}


def bot_ids(territory: Territory) -> frozenset[str]:
    """The user ids of the bots."""
    return frozenset(user_id(territory, bot.localpart) for bot in bot_accounts(territory).values())


def moderating_bots(territory: Territory) -> frozenset[str]:
    """The user ids of the bots that keep the groups, in which mailboxes have no part."""
    names = type(territory.bots).model_fields
    return frozenset(user_id(territory, bot_accounts(territory)[name].localpart) for name in names)


def user_id(territory: Territory, localpart: str) -> str:
    """`@localpart:server`."""
    return f"@{localpart}:{territory.territory.server_name}"


def reserved_localparts(territory: Territory) -> frozenset[str]:
    """The names that no person may take."""
    return frozenset({OPERATOR, *(bot.localpart for bot in bot_accounts(territory).values())})
