"""`cercle audit export`: what was done on a patient, or by a professional."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from sqlalchemy import Connection, select

from care.accounts.tables import ACCOUNTS
from care.audit.model import Kind, Line
from care.audit.store import lines_about_account, lines_about_patient, record
from care.circles.tables import CIRCLES
from care.runtime.errors import PermanentFailure, Refusal, SettingsError
from care.runtime.secrets import write_secret
from deploy.audit_text import Teller, render_json
from deploy.commands.options import HERE, StateOption
from deploy.opened import Opened, open_territory, operator_entry
from deploy.words import say


class Form(StrEnum):
    """For people, or for programs (one JSON object per line)."""

    TEXT = "text"
    JSONL = "jsonl"


def export_audit(
    patient: Annotated[
        str | None, typer.Option("--patient", help=say("help-audit-patient"))
    ] = None,
    professional: Annotated[
        str | None, typer.Option("--professional", help=say("help-audit-professional"))
    ] = None,
    form: Annotated[Form, typer.Option("--format", help=say("help-audit-format"))] = Form.TEXT,
    output: Annotated[Path | None, typer.Option("--output", help=say("help-audit-output"))] = None,
    state: StateOption = HERE,
) -> None:
    if (patient is None) == (professional is None):
        raise SettingsError(say("audit-one-subject"))
    with open_territory(state) as opened:
        text = _export(opened, patient, professional, form)
    if output is None:
        typer.echo(text, nl=False)
    else:
        write_secret(output, text)
        typer.echo(say("audit-exported", file=str(output)))


def _export(opened: Opened, patient: str | None, professional: str | None, form: Form) -> str:
    """The lines as text; that they were read is written in the trail, in the same transaction."""
    with opened.units.unit("audit:export") as work:
        names = _names(work.connection)
        account = None if professional is None else _account_of(work.connection, professional)
        try:
            if patient is not None:
                patient = _patient_of(work.connection, patient)
                lines = list(lines_about_patient(work.connection, opened.keys, patient))
            else:
                lines = list(lines_about_account(work.connection, opened.keys, account or ""))
        except PermanentFailure:
            raise Refusal("audit-unreadable") from None
        if not lines:
            raise Refusal("audit-nothing")
        details: dict[str, object] = {"format": form.value, "lines": len(lines)}
        record(work, operator_entry("audit.exported", details, patient=patient, person=account))
    if form is Form.TEXT:  # whoever forced the door is read about first
        lines.sort(key=lambda line: (line.kind is not Kind.EMERGENCY, line.sequence))
    write = _writer(form, names, ZoneInfo(opened.territory.territory.timezone))
    return "".join(f"{write(line)}\n" for line in lines)


def _writer(form: Form, names: dict[str, str], zone: ZoneInfo) -> Callable[[Line], str]:
    return render_json if form is Form.JSONL else Teller(names, zone).tell


def _names(connection: Connection) -> dict[str, str]:
    rows = connection.execute(select(ACCOUNTS.c.account_id, ACCOUNTS.c.display_name))
    return {row.account_id: row.display_name for row in rows}


def _patient_of(connection: Connection, named: str) -> str:
    """The opaque id of a patient given by it, or by that of their circle."""
    found = connection.execute(select(CIRCLES.c.patient_id).where(CIRCLES.c.id == named)).scalar()
    return str(found) if found else named


def _account_of(connection: Connection, professional: str) -> str:
    """The opaque id of somebody given by it, or by their Matrix id. Raises Refusal."""
    known = (ACCOUNTS.c.user_id == professional) | (ACCOUNTS.c.account_id == professional)
    found = connection.execute(select(ACCOUNTS.c.account_id).where(known)).scalar()
    if found is None:
        raise Refusal("audit-nobody")
    return str(found)
