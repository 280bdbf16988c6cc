"""Circles for tests of pages: somebody in every role, around an invented patient."""

from __future__ import annotations

from datetime import timedelta

from care.access.act import RoomKind
from care.accounts.model import Account, AccountKind
from care.accounts.store import opaque_id, save_account
from care.audit.model import Face
from care.circles.entries import CircleEntry, keep_entry
from care.circles.model import Circle, Newcomer, Role
from care.circles.opening import Subject, open_circle
from care.circles.rooms import give_seat, want_room
from care.circles.telling import tell_patient
from care.consent.model import Evidence, Giver, Ground, Scope, Stance, Statement
from care.consent.workflow import record_statement
from care.identity.birth_date import BirthDate
from care.identity.patient import PatientIdentity
from care.identity.status import Source, SourceKind, Standing, Status
from care.identity.traits import Sex, Traits
from care.patients.model import Contact
from care.patients.workflow import change_alerts
from care.runtime.rooms import bind_room
from care.runtime.units import UnitOfWork
from care.tasks.model import FOR_ALL, TEXT, Change, Edit, Who
from care.tasks.model import Standing as TaskStanding
from care.tasks.taking import add_task
from tests.widgets.house import ASSISTANT, SERVER, House

HOSTILE = '<img src=x onerror="alert(1)"><script>alert(2)</script>{{7*7}}'
OPENER = f"@opener:{SERVER}"
_KINDS = {
    Role.COORDINATOR: (AccountKind.COORDINATOR, None),
    Role.SECRETARY: (AccountKind.SECRETARY, None),
    Role.TRUSTED_PERSON: (AccountKind.RELATIVE, None),
    Role.GUARDIAN: (AccountKind.RELATIVE, None),
    Role.CARER: (AccountKind.RELATIVE, None),
    Role.RELATIVE: (AccountKind.RELATIVE, None),
    Role.PATIENT: (AccountKind.PATIENT, None),
    Role.TREATING_DOCTOR: (AccountKind.PROFESSIONAL, "10"),
    Role.DOCTOR: (AccountKind.PROFESSIONAL, "10"),
}
NEWCOMER = f"@newcomer:{SERVER}"


def user_of(role: Role) -> str:
    """Whoever has that role in the circles of tests."""
    return f"@{role.value}:{SERVER}"


def settle_in(house: House) -> None:
    """Accounts for everybody."""
    with house.units.unit("accounts") as work:
        for role in Role:
            kind, profession = _KINDS.get(role, (AccountKind.PROFESSIONAL, None))
            shown = f"{role.value.upper()} Fictif – essai"
            account = Account(user_of(role), kind, shown, None, profession)
            save_account(work.connection, account)
        save_account(
            work.connection, Account(OPENER, AccountKind.SECRETARY, "APPUI Ouvre – secrétariat")
        )
        save_account(
            work.connection,
            Account(NEWCOMER, AccountKind.PROFESSIONAL, "NOUVELLE Zoé – infirmière", None, "60"),
        )


def person(house: House, user_id: str) -> str:
    """By which opaque name pages know somebody."""
    with house.database.begin() as connection:
        return opaque_id(connection, user_id) or ""


def identity(name: str = "EXEMPLE", given: str = "JEANNE", day: int = 15) -> PatientIdentity:
    """Somebody invented, as typed."""
    traits = Traits(name, given, BirthDate(1984, 6, day), Sex.FEMALE, "76351")
    source = Source(SourceKind.TYPED, "essai", BirthDate(2026, 3, 2).conventional)
    return PatientIdentity(traits, Standing(Status.PROVISIONAL, source))


def open_one(
    house: House, *roles: Role, who: PatientIdentity | None = None, by: str = OPENER
) -> Circle:
    """A circle with somebody in each of these roles (in every role by default)."""
    with house.units.unit(f"open {who.traits.birth_name if who else ''}") as work:
        contact = Contact(("+33600000012",), "3 rue de l’Essai, Montivilliers")
        subject = Subject(identity=who or identity(), contact=contact)
        newcomers = [
            Newcomer(user_of(role), Ground.CHOSEN_BY_PATIENT, role) for role in roles or Role
        ]
        circle = open_circle(work, by, subject, newcomers).circle
        change_alerts(work, circle.patient, ("Allergie : pénicilline",), "x", Face.ROOM)
        tell_patient(work, circle.patient)
        for kind in (RoomKind.CIRCLE, RoomKind.PROFESSIONALS):
            room = want_room(work.connection, circle.id, kind)
            bind_room(
                work.connection, ASSISTANT, room.key, f"!{kind.value}-{circle.id}", step_back=False
            )
            for role in roles or Role:
                give_seat(work.connection, room, user_of(role))
    return circle


def say(
    house: House, circle: Circle, text: str, *, kind: RoomKind = RoomKind.CIRCLE, file: bool = False
) -> None:
    """The opener writes, or sends a file, in a room of the circle."""
    with house.units.unit(f"said {text} {kind}") as work:
        room = want_room(work.connection, circle.id, kind)
        entry = CircleEntry(
            f"$e{len(text)}{kind.value}", "!r:x", kind, OPENER, work.now, file, text
        )
        keep_entry(work, room, entry)


def consent(house: House, circle: Circle, note: str = "") -> None:
    """A line in the register."""
    with house.units.unit("consent") as work:
        statement = Statement(
            *(0, circle.patient.text, Stance.CONSENT, Scope.SHARING, Giver.PATIENT),
            Evidence.WRITTEN, work.now, "x", note=note,
        )  # fmt: skip
        record_statement(work, statement, Face.ROOM, circle.id.text)


def to_do(house: House, circle: Circle, text: str, *, for_all: bool = False) -> None:
    """A task of the circle."""
    with house.units.unit(f"task {text}") as work:
        _add_task(work, circle, text, for_all=for_all)


def _add_task(work: UnitOfWork, circle: Circle, text: str, *, for_all: bool) -> None:
    nurse = user_of(Role.NURSE)
    who = Who(nurse, {circle.id.text: TaskStanding.CARES}, Face.ROOM, ASSISTANT)
    number = abs(hash(text)) % 10**9
    edit = Edit(f"edit-{number}", work.now - timedelta(seconds=1), nurse,
                {TEXT: Change(text), FOR_ALL: Change(for_all)})  # fmt: skip
    add_task(work, who, f"t{number:032x}", circle.id.text, edit)
