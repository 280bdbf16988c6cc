"""The bots' accounts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from care.runtime.secrets import ensure_secret
from care.runtime.settings import Territory
from homeserver.layout import Layout
from homeserver.provisioning.admin import Admin
from homeserver.provisioning.plan import ServerAccount
from homeserver.service_accounts import bot_accounts, user_id

Enrol = Callable[[str, str, str, Path], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class BotSeat:
    """A bot's account, and where its password is."""

    name: str
    user_id: str
    display_name: str
    password_file: Path


async def ensure_bots(
    territory: Territory,
    layout: Layout,
    admin: Admin,
    on_server: Mapping[str, ServerAccount],
) -> dict[str, BotSeat]:
    """Every bot of the territory, by name; missing accounts are made, all are freed of limits."""
    seats = {name: _seat(territory, layout, name) for name in bot_accounts(territory)}
    for seat in seats.values():
        await _ensure_account(seat, admin, on_server.get(seat.user_id))
        await admin.exempt_from_limits(seat.user_id)
    return seats


async def _ensure_account(seat: BotSeat, admin: Admin, known: ServerAccount | None) -> None:
    lost = not seat.password_file.exists()
    password = ensure_secret(seat.password_file)
    if known is None:
        await admin.create_account(seat.user_id, password, seat.display_name, bot=True)
        return
    if lost:
        await admin.set_password(seat.user_id, password)
    if known.display_name != seat.display_name:
        await admin.set_display_name(seat.user_id, seat.display_name)


def _seat(territory: Territory, layout: Layout, name: str) -> BotSeat:
    bot = bot_accounts(territory)[name]
    return BotSeat(
        name=name,
        user_id=user_id(territory, bot.localpart),
        display_name=bot.display_name,
        password_file=layout.bot_password(name),
    )
