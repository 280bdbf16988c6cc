"""The account of an assistant written in one file: made when missing, known to the policies."""

from __future__ import annotations

from bots.engine.script import ScriptBot
from care.access.people import Account, Kind
from care.access.registry_file import parse_registry, render_registry
from care.matrix.disk import AccountFiles
from care.matrix.http import MatrixHttp
from care.runtime.errors import SettingsError
from care.runtime.secrets import ensure_secret, write_secret
from care.runtime.settings import Territory
from deploy.state import TerritoryFolder
from deploy.words import say
from homeserver.layout import Layout
from homeserver.provisioning.admin import Admin
from homeserver.provisioning.bots import bot_files
from homeserver.provisioning.operator import ensure_operator
from homeserver.service_accounts import reserved_localparts, user_id


async def ensure_script_account(
    bot: ScriptBot, folder: TerritoryFolder, territory: Territory
) -> tuple[str, AccountFiles]:
    """The Matrix id and files of `bot`; doing it again changes nothing.

    Raises SettingsError when the name belongs to somebody else.
    """
    account = user_id(territory, bot.name)
    files = bot_files(folder.bots, bot.name)
    _tell_policies(folder.homeserver, account, bot.display_name)
    operator = await ensure_operator(territory.homeserver.public_url, folder.homeserver)
    http = MatrixHttp(territory.homeserver.public_url, operator.access_token)
    try:
        admin = Admin(http)
        known = (await admin.list_accounts()).get(account)
        taken = known is not None and not files.password.exists()
        if taken or bot.name in reserved_localparts(territory):
            raise SettingsError(say("bot-name-taken", name=bot.name))
        if known is None:
            password = ensure_secret(files.password)
            await admin.create_account(account, password, bot.display_name, bot=True)
        elif known.display_name != bot.display_name:
            await admin.set_display_name(account, bot.display_name)
        await admin.exempt_from_limits(account)
    finally:
        await http.close()
    return account, files


def _tell_policies(layout: Layout, account: str, display_name: str) -> None:
    text = layout.accounts.read_text(encoding="utf-8") if layout.accounts.exists() else None
    known = dict(parse_registry(text).accounts) if text else {}
    known.setdefault(account, Account(Kind.BOT, display_name))
    if known[account].kind is not Kind.BOT:
        raise SettingsError(say("bot-name-taken", name=account))
    known[account] = Account(Kind.BOT, display_name)
    written = render_registry(known)
    if written != text:
        write_secret(layout.accounts, written)
