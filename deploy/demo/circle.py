"""A circle of five to look at: invented people around an invented patient."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import func, select

from care.accounts.model import Account, AccountKind
from care.accounts.store import load_accounts
from care.audit.model import Face
from care.circles.model import Newcomer, Role
from care.circles.opening import Subject, open_circle
from care.circles.tables import CIRCLES
from care.circles.waking import wake_to_settle
from care.consent.model import Ground
from care.identity.authority import NIR_TEST
from care.identity.birth_date import BirthDate
from care.identity.ins import InsNumber
from care.identity.matricule import Matricule
from care.identity.patient import PatientIdentity
from care.identity.status import Source, SourceKind, Standing, Status
from care.identity.traits import Sex, Traits
from care.patients.model import Contact
from care.patients.workflow import change_alerts
from care.runtime.units import Units
from deploy.words import say

# No commune bears this code: the number can be nobody's.
_MATRICULE = "235127699900311"
_BORN = BirthDate(1935, 12, 1)
_PROFESSIONS = (("10", Role.TREATING_DOCTOR), ("60", None), ("21", None), ("70", None))


def open_demo_circle(units: Units, keeper: str, absent: Sequence[str] = ()) -> None:
    """Open it, unless there are circles already; the account `keeper` is told to make its room.

    `absent` are user ids that nobody can log in as.
    """
    with units.unit("demo circle") as work:
        if work.connection.execute(select(func.count()).select_from(CIRCLES)).scalar_one():
            return
        accounts = [one for one in load_accounts(work.connection) if one.user_id not in absent]
        members = _members(accounts)
        if not members:
            return
        contact = Contact(phones=("+33200000031",), address=say("demo-patient-address"))
        subject = Subject(identity=demo_patient(), contact=contact)
        opened = open_circle(work, members[0].user_id, subject, members)
        alerts = (say("demo-patient-alert"),)
        change_alerts(work, opened.patient.id, alerts, "system", Face.SYSTEM)
        wake_to_settle(work, keeper)


def _members(accounts: Sequence[Account]) -> list[Newcomer]:
    """One of each of four professions, and a relative."""
    found = []
    for code, role in _PROFESSIONS:
        one = next((a for a in accounts if a.profession_code == code), None)
        if one is not None:
            found.append(Newcomer(one.user_id, Ground.CHOSEN_BY_PATIENT, role))
    relative = next((a for a in accounts if a.kind is AccountKind.RELATIVE), None)
    if found and relative is not None:
        found.append(
            Newcomer(relative.user_id, Ground.CHOSEN_BY_PATIENT, Role.RELATIVE, relation="DAUC")
        )
    return found


def demo_patient() -> PatientIdentity:
    """Whom the circle is around."""
    traits = Traits("SPECIMEN", "LUCIE", _BORN, Sex.FEMALE, "76999")
    day = datetime(2026, 3, 12, tzinfo=UTC).date()
    source = Source(SourceKind.ESTABLISHMENT, say("demo-patient-source"), day)
    standing = Standing(Status.QUALIFIED, source)
    return PatientIdentity(traits, standing, InsNumber(Matricule(_MATRICULE), NIR_TEST))
