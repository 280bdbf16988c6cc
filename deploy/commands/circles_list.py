"""`cercle circles list`: the circles by their opaque names, and when each is to go."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from care.access.act import RoomKind
from care.archive.rules import end_of
from care.archive.store import all_circles, held_circles
from care.circles.model import Circle, CircleState
from care.circles.store import load_circles
from care.runtime.texts import french_date
from deploy.circles import keeping_of
from deploy.commands.options import HERE, StateOption
from deploy.opened import Opened, open_territory
from deploy.words import say


def list_circles(
    only: Annotated[
        CircleState | None, typer.Option("--only", help=say("help-circles-only"))
    ] = None,
    state: StateOption = HERE,
) -> None:
    with open_territory(state) as opened:
        lines = _lines(opened, only)
    for line in lines or [say("circles-none")]:
        typer.echo(line)


def _lines(opened: Opened, only: CircleState | None) -> list[str]:
    with opened.database.begin() as connection:
        ids = all_circles(connection)
        circles = load_circles(connection, opened.keys, ids)
        held = held_circles(connection)
    shown = [circles[one] for one in ids if only in {None, circles[one].state}]
    return [_line(opened, circle, held=circle.id in held) for circle in shown]


def _line(opened: Opened, circle: Circle, *, held: bool) -> str:
    zone = ZoneInfo(opened.territory.territory.timezone)
    parts = [
        say(f"circles-{circle.state.value}", id=circle.id.text, day=_day(zone, circle.opened_at))
    ]
    if circle.closed_at is not None:
        parts.append(say("circles-closed-on", day=_day(zone, circle.closed_at)))
        end = end_of(keeping_of(opened.territory.retention), RoomKind.CIRCLE, circle.closed_at)
        if end is not None and not held:
            parts.append(say("circles-goes-on", day=_day(zone, end)))
    if held:
        parts.append(say("circles-held"))
    return ", ".join(parts)


def _day(zone: ZoneInfo, moment: datetime) -> str:
    return french_date(moment.astimezone(zone).date())
