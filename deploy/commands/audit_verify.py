"""`cercle audit verify`: was the trail touched, and where?"""

from __future__ import annotations

import re
from typing import Annotated

import typer

from care.audit.anchor import keep_anchor, load_anchor
from care.audit.model import Fault, Head, Problem, Report
from care.audit.verification import verify_trail
from care.runtime.errors import PermanentFailure, SettingsError
from deploy.commands.options import HERE, StateOption
from deploy.opened import Opened, open_territory
from deploy.words import say

_HEAD = re.compile(r"(\d{1,12}):([0-9a-f]{64})", re.ASCII)
_SHOWN = 20


def verify_audit(
    state: StateOption = HERE,
    head: Annotated[str | None, typer.Option("--head", help=say("help-audit-head"))] = None,
) -> None:
    noted = [] if head is None else [parse_head(head)]
    with open_territory(state) as opened:
        report, problems = _verify(opened, noted)
        _show(report, problems)
        if problems or not keep_anchor(opened.database, opened.keys, opened.folder.audit_anchor):
            raise typer.Exit(1)


def parse_head(text: str) -> Head:
    """A head as this order prints it: `1234:5f…`. Raises SettingsError."""
    found = _HEAD.fullmatch(text.strip())
    if found is None:
        raise SettingsError(say("audit-bad-head"))
    return Head(int(found[1]), found[2])


def _verify(opened: Opened, noted: list[Head]) -> tuple[Report, list[Problem]]:
    try:
        anchor, faults = load_anchor(opened.folder.audit_anchor, opened.keys), []
    except PermanentFailure:
        anchor, faults = None, [Problem(Fault.ANCHOR_ALTERED, 0, 0)]
    anchors = noted if anchor is None else [*noted, anchor]
    report = verify_trail(opened.database, opened.keys, *anchors)
    return report, [*faults, *report.problems]


def _show(report: Report, problems: list[Problem]) -> None:
    for problem in problems[:_SHOWN]:
        key = f"audit-fault-{problem.fault.value.replace('_', '-')}"
        line = say(key, first=str(problem.first), last=str(problem.last))
        typer.secho(line, fg=typer.colors.RED)
    if problems:
        typer.echo(say("audit-touched", count=len(problems), lines=report.lines))
        return
    typer.echo(say("audit-intact", lines=report.lines, erased=report.erased))
    typer.echo(say("audit-anchored" if report.anchored else "audit-not-anchored"))
    typer.echo(say("audit-head", head=f"{report.head.sequence}:{report.head.hash}"))
