"""A territory's accounts and rooms, from its files to its homeserver; again and again the same."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from care.accounts.model import AccountKind
from care.accounts.store import load_accounts
from care.matrix.enrolment import enrol
from care.matrix.http import MatrixHttp
from care.matrix.model import Credentials
from care.runtime.database import Database
from care.runtime.settings import Territory
from homeserver.layout import Layout
from homeserver.provisioning.accounts import apply_plan, draft_plan
from homeserver.provisioning.admin import Admin
from homeserver.provisioning.bots import BotSeat, Enrol, enrol_bots, ensure_bots
from homeserver.provisioning.membership import expected_members, join_members
from homeserver.provisioning.operator import ensure_operator, find_operator
from homeserver.provisioning.plan import AccountsPlan
from homeserver.provisioning.registry import write_registry
from homeserver.provisioning.rooms import RoomKeeper
from homeserver.service_accounts import moderating_bots


@dataclass(frozen=True)
class Provisioned:
    """What is there now. `joined` counts the people brought into rooms by this run."""

    operator: Credentials
    bots: Mapping[str, BotSeat]
    rooms: Mapping[str, str]
    joined: int


@dataclass(frozen=True)
class Provisioning:
    """All that provisioning works with.

    `url` is where Synapse answers; `bots_folder` holds one folder per bot, see `bot_files`.
    """

    territory: Territory
    layout: Layout
    url: str
    database: Database
    bots_folder: Path
    enrol: Enrol = enrol

    async def plan(self, source: bytes) -> AccountsPlan:
        """What importing this accounts file would do; changes nothing at all."""
        operator = await find_operator(self.url, self.layout)
        if operator is None:
            return draft_plan(source, self.territory, self.database, {})
        async with self._admin(operator) as admin:
            accounts = await admin.list_accounts()
            return draft_plan(source, self.territory, self.database, accounts)

    async def import_accounts(self, source: bytes) -> AccountsPlan:
        """Import the file; returns the plan that was applied, or with errors was not."""
        operator = await ensure_operator(self.url, self.layout)
        async with self._admin(operator) as admin:
            accounts = await admin.list_accounts()
            plan = draft_plan(source, self.territory, self.database, accounts)
            await apply_plan(plan, self.territory, self.layout, self.database, admin)
            return plan

    async def bring_up(self) -> Provisioned:
        """Make what is missing: operator, bots, space, groups, and everybody's place in them."""
        with self.database.begin() as connection:
            people = load_accounts(connection)
        write_registry(self.territory, self.layout, people)
        operator = await ensure_operator(self.url, self.layout)
        coordinators = [p.user_id for p in people if p.kind is AccountKind.COORDINATOR]
        others = [p.user_id for p in people if p.kind is not AccountKind.COORDINATOR]
        async with self._admin(operator) as admin:
            accounts = await admin.list_accounts()
            bots = await ensure_bots(self.territory, self.bots_folder, admin, accounts)
            await enrol_bots(self.url, bots, self.enrol)
            moderators = sorted({*coordinators, *moderating_bots(self.territory)})
            keeper = RoomKeeper(self.territory, self.layout, admin, moderators, others)
            rooms, states = await keeper.ensure()
            expected = expected_members(self.territory, people)
            joined = await join_members(admin, rooms, states, expected)
        return Provisioned(operator, bots, rooms, joined)

    @asynccontextmanager
    async def _admin(self, operator: Credentials) -> AsyncIterator[Admin]:
        http = MatrixHttp(self.url, operator.access_token)
        try:
            yield Admin(http)
        finally:
            await http.close()
