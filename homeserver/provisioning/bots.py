"""The bots' accounts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from care.matrix.disk import AccountFiles
from care.runtime.secrets import ensure_secret
from care.runtime.settings import Territory
from homeserver.provisioning.admin import Admin
from homeserver.provisioning.plan import ServerAccount
from homeserver.service_accounts import bot_accounts, user_id

Enrol = Callable[[str, str, AccountFiles], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class BotSeat:
    """A bot's account, and where its password and its device are."""

    name: str
    user_id: str
    display_name: str
    files: AccountFiles


def bot_files(folder: Path, name: str) -> AccountFiles:
    """Where the files of one bot are, in the folder of all bots."""
    return AccountFiles(secrets=folder / name / "secrets", state=folder / name / "state")


async def ensure_bots(
    territory: Territory,
    folder: Path,
    admin: Admin,
    on_server: Mapping[str, ServerAccount],
) -> dict[str, BotSeat]:
    """Every bot of the territory, by name; missing accounts are made, all are freed of limits."""
    seats = {name: _seat(territory, folder, name) for name in bot_accounts(territory)}
    for seat in seats.values():
        await _ensure_account(seat, admin, on_server.get(seat.user_id))
        await admin.exempt_from_limits(seat.user_id)
    return seats


async def enrol_bots(url: str, seats: Mapping[str, BotSeat], enrol: Enrol) -> None:
    """Give a trusted device to the bots that have none.

    The others are left alone: their keys may be open in a running process.
    """
    for seat in seats.values():
        if not (seat.files.recovery_key.exists() and seat.files.crypto.exists()):
            await enrol(url, seat.user_id, seat.files)


async def _ensure_account(seat: BotSeat, admin: Admin, known: ServerAccount | None) -> None:
    lost = not seat.files.password.exists()
    password = ensure_secret(seat.files.password)
    if known is None:
        await admin.create_account(seat.user_id, password, seat.display_name, bot=True)
        return
    if lost:
        await admin.set_password(seat.user_id, password)
    if known.display_name != seat.display_name:
        await admin.set_display_name(seat.user_id, seat.display_name)


def _seat(territory: Territory, folder: Path, name: str) -> BotSeat:
    bot = bot_accounts(territory)[name]
    return BotSeat(
        name=name,
        user_id=user_id(territory, bot.localpart),
        display_name=bot.display_name,
        files=bot_files(folder, name),
    )
