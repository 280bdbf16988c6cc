"""What someone who starts the demonstration needs to see."""

from __future__ import annotations

from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from deploy.demo.contract import DemoAccount
from deploy.demo.layout import DemoLayout
from deploy.demo.running import RunningDemo
from deploy.words import say

_SHOWN = 5


def show_panel(console: Console, demo: RunningDemo, layout: DemoLayout) -> None:
    """Print where to connect, as whom, and what to try."""
    console.print(
        Panel(
            Group(
                _addresses(demo),
                Text(),
                _logins(_chosen(demo)),
                Text(say("panel-more", file=str(layout.contract)), style="dim"),
                Text(),
                *(Text(say(key, **_assistants(demo))) for key in _TO_TRY),
            ),
            title=demo.territory.territory.name,
            subtitle=say("panel-stop"),
            border_style="green",
            padding=(1, 2),
        )
    )


_TO_TRY = ("panel-try", "panel-try-1", "panel-try-2", "panel-try-3", "panel-try-4")


def _addresses(demo: RunningDemo) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_row(say("panel-homeserver"), Text(demo.contract.homeserver.url, style="bold cyan"))
    grid.add_row(say("panel-web"), Text(demo.contract.web_url, style="cyan"))
    mail = demo.contract.mail
    ports = say("panel-mail-ports", imap=str(mail.imap.port), smtp=str(mail.smtp.port))
    grid.add_row(say("panel-mail"), Text(ports, style="cyan"))
    return grid


def _logins(accounts: list[DemoAccount]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for key in ("panel-login", "panel-password", "panel-who"):
        table.add_column(say(key), overflow="fold")
    for account in accounts:
        localpart = account.user_id.removeprefix("@").partition(":")[0]
        table.add_row(localpart, account.password, account.display_name)
    return table


def _chosen(demo: RunningDemo) -> list[DemoAccount]:
    """One account per profession, then per kind, as many as fit."""
    seen: set[str] = set()
    chosen = []
    for account in sorted(demo.contract.accounts, key=lambda one: one.rpps or "~"):
        role = account.profession or account.kind
        if role not in seen:
            seen.add(role)
            chosen.append(account)
    return chosen[: _SHOWN - 1] + [one for one in chosen if one.kind == "coordinator"]


def _assistants(demo: RunningDemo) -> dict[str, str]:
    bots = demo.territory.bots
    return {"assistant": bots.directory.display_name, "liaison": bots.liaison.display_name}
