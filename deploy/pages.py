"""The pages of a running territory, beside its assistants."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial

from aiohttp import web

from care.dispatches.office import Office
from care.matrix.disk import AccountFiles
from care.matrix.http import MatrixHttp
from care.runtime.clock import SystemClock
from care.runtime.database import Database
from care.runtime.sealing import KeyRing
from care.runtime.settings import Territory
from care.runtime.units import Units
from care.runtime.worker import Worker
from widgets.engine.application import Surroundings, build_pages
from widgets.engine.membership import AssistantsRooms
from widgets.engine.shell import load_shell
from widgets.wiring import all_pages


@asynccontextmanager
async def professional_pages(
    territory: Territory,
    database: Database,
    keys: KeyRing,
    assistant: str,
    accounts: Sequence[AccountFiles],
    mail: Office | None = None,
) -> AsyncIterator[web.Application | None]:
    """The application for browsers; None when the territory switched it off.

    `assistant` is the account that speaks first to people; `accounts` are those whose rooms say
    who is where; `mail` is about the mailboxes, if there are any. Raises SettingsError when the
    pages were not built.
    """
    if not territory.pages.enabled:
        yield None
        return
    shell, inside = load_shell(), f"http://{territory.homeserver.bind}:{territory.homeserver.port}"
    units, worker, http = Units(database, keys, SystemClock()), Worker(database), MatrixHttp(inside)
    tokens: list[Callable[[], str | None]] = [partial(access_token, files) for files in accounts]
    membership = AssistantsRooms(inside, tokens)
    around = Surroundings(territory, units, worker, http, membership, shell)
    try:
        yield build_pages(around, all_pages(assistant, territory.territory.timezone, mail))
    finally:
        await http.close()
        worker.close()


def access_token(files: AccountFiles) -> str | None:
    """The token of an assistant's session as it is now: it changes when it logs in again."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        return str(json.loads(files.device.read_text(encoding="utf-8"))["access_token"])
    return None
