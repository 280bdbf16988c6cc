"""`cercle circles import`: circles from a spreadsheet, opened by whoever will not read them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from care.accounts.store import account_of
from care.audit.model import Face
from care.circles.model import Newcomer
from care.circles.opening import Naming, Subject, open_circle
from care.circles.people import find_meant
from care.circles.rules import is_delegate
from care.circles.store import circle_for_patient
from care.circles.waking import wake_to_settle
from care.identity.matching import Candidate, Grade
from care.identity.reason import Environment
from care.patients.model import Alike, Contact
from care.patients.workflow import find_alike
from care.runtime.errors import Refusal, SettingsError
from care.runtime.units import UnitOfWork
from deploy.circles_file import Problem, Wanted, parse_circles
from deploy.commands.options import HERE, StateOption
from deploy.opened import Opened, open_territory
from deploy.words import say
from homeserver.service_accounts import user_id


class _OnlyTried(Exception):
    """Undoes what a dry run did."""


@dataclass
class _Count:
    opened: int = 0
    known: int = 0


def import_circles(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help=say("help-circles-file"))
    ],
    by: Annotated[str, typer.Option("--by", help=say("help-circles-by"))],
    state: StateOption = HERE,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say("help-circles-dry-run"))] = False,
) -> None:
    with open_territory(state) as opened:
        invented = opened.territory.circles.invented_identities
        environment = Environment.TEST if invented else Environment.PRODUCTION
        wanted, problems = parse_circles(file.read_bytes(), environment)
        count = _Count()
        if not problems:
            problems = _apply(opened, _account(opened, by), wanted, count, dry_run=dry_run)
    if problems:
        lines = [say("circles-file-line", line=one.line, why=say(one.reason)) for one in problems]
        raise SettingsError("\n".join([say("circles-file-refused"), *lines]))
    key = "circles-import-tried" if dry_run else "circles-import-done"
    typer.echo(say(key, opened=count.opened, known=count.known))


def _account(opened: Opened, by: str) -> str:
    wanted = by if by.startswith("@") else user_id(opened.territory, by)
    with opened.database.begin() as connection:
        if not is_delegate(account_of(connection, wanted)):
            raise Refusal("circles-import-by")
    return wanted


def _apply(
    opened: Opened, by: str, wanted: list[Wanted], count: _Count, *, dry_run: bool
) -> list[Problem]:
    """All of the file in one transaction: with a problem, nothing is kept."""
    problems: list[Problem] = []
    keeper = user_id(opened.territory, opened.territory.bots.liaison.localpart)
    naming = Naming(opened.territory.circles.naming.value)
    try:
        with opened.units.unit("circles:import") as work:
            for one in wanted:
                try:
                    with work.connection.begin_nested():
                        _open(work, by, one, naming, count)
                except Refusal as refusal:
                    problems.append(Problem(one.line, _reason(refusal)))
            if problems or dry_run:
                raise _OnlyTried
            wake_to_settle(work, keeper)
    except _OnlyTried:
        pass
    return problems


def _open(work: UnitOfWork, by: str, one: Wanted, naming: Naming, count: _Count) -> None:
    account = account_of(work.connection, by)
    assert account is not None
    identity = one.told.as_identity(work.now.date(), account.display_name)
    alike = find_alike(work, Candidate(identity.traits, identity.number))
    if any(_has_circle(work, known) for known in alike):
        count.known += 1
        return
    if alike:
        raise Refusal("circles-file-alike")
    newcomers = [_newcomer(work, one, rank) for rank in range(len(one.people))]
    subject = Subject(identity=identity, contact=Contact(one.told.phones, one.address))
    open_circle(work, by, subject, newcomers, naming=naming, face=Face.CLI)
    count.opened += 1


def _has_circle(work: UnitOfWork, known: Alike) -> bool:
    """Whether it is surely this patient, whose circle is there: the file was read before."""
    is_sure = known.grade in {Grade.SAME, Grade.PROBABLE_DUPLICATE}
    patient = known.patient.id
    return is_sure and circle_for_patient(work.connection, work.keys, patient) is not None


def _newcomer(work: UnitOfWork, one: Wanted, rank: int) -> Newcomer:
    named = one.people[rank]
    meant = find_meant(work.connection, named.name)
    if meant.account is None:
        raise Refusal("circles-file-which" if meant.accounts else "circles-file-unknown")
    return Newcomer(meant.account.user_id, one.ground, named.role, named.relation)


def _reason(refusal: Refusal) -> str:
    """The sentence of a line: ours, or one for all that the rules of circles refuse."""
    known = refusal.reason.startswith("circles-file-")
    return refusal.reason if known else "circles-file-rules"
