"""A territory that writes by national mail: people in the directory, mailboxes, a white list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from care.accounts.model import Account, AccountKind
from care.accounts.store import save_account
from care.audit.model import Face
from care.circles.model import Circle, Newcomer, Role
from care.circles.opening import Subject, open_circle
from care.consent.model import Evidence, Giver, Ground, Scope, Stance, Statement
from care.consent.store import add_statement
from care.directory.model import Activity, Edition, Profession, Professional, Skill, Structure
from care.directory.store import replace_people, replace_structures, save_edition
from care.dispatches.office import Office
from care.identity.authority import NIR_TEST
from care.identity.birth_date import BirthDate
from care.identity.ins import InsNumber
from care.identity.matricule import Matricule
from care.identity.patient import PatientIdentity
from care.identity.reason import Environment
from care.identity.status import Attribute, Source, SourceKind, Standing, Status
from care.identity.traits import Sex, Traits
from care.mail.mailboxes import Mailboxes, MailboxSeat
from care.patients.store import load_patient, save_patient
from care.runtime.clock import ManualClock
from care.runtime.database import METADATA, Database
from care.runtime.mail_settings import MailboxKind
from care.runtime.sealing import KeyRing
from care.runtime.units import UnitOfWork, Units

KEYS = KeyRing({1: bytes(range(32))})
START = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
ALICE, PAUL, IDA, ANNE, CAMILLE = (
    f"@{name}:test" for name in ("alice", "paul", "ida", "anne", "camille")
)
PEOPLE = (
    Account(ALICE, AccountKind.PROFESSIONAL, "FICTIF Alice – médecin", "10199900373", "10"),
    Account(PAUL, AccountKind.PROFESSIONAL, "INVENTE Paul – pharmacien", "10199901488", "21"),
    Account(IDA, AccountKind.PROFESSIONAL, "SOIGNE Ida – infirmière", "10199901850", "60"),
    Account(CAMILLE, AccountKind.COORDINATOR, "RELAIS Camille – coordination"),
    Account(ANNE, AccountKind.RELATIVE, "EXEMPLE Anne – proche"),
)
DOMAIN = "medecin.mssante.example"
BOX_ALICE, BOX_IDA, BOX_TEAM = (
    f"alice.fictif@{DOMAIN}",
    f"ida.soigne@{DOMAIN}",
    f"cabinet@{DOMAIN}",
)
BOX_RAD, BOX_RAD_2 = f"radiologie@{DOMAIN}", f"marc.rayon@{DOMAIN}"
PATIENT_BOX = "284067699900138@patient.mssante.fr"
_TURN = count(1)


def _doctor(
    rpps: str, given: str, family: str, boxes: tuple[str, ...], **more: Any
) -> Professional:
    profession = more.pop("profession", Profession("10", "Médecin"))
    return Professional(
        id=f"p{rpps}", rpps=rpps, title=more.pop("title", "Dr"), feminine=False,
        family_name=family, given_name=given, professions=(profession,),
        skills=(Skill("SM26", "Médecine générale"),) if profession.code == "10" else (),
        activities=(Activity("76351", "Le Havre", "76600", "CABINET FICTIF", "1 rue de l’Exemple",
                             ("+33200000001",), finess=more.pop("finess", "760990016"),
                             sector_code="SA07"),),
        mailboxes=boxes,
    )  # fmt: skip


DIRECTORY = (
    _doctor("10199900373", "Alice", "FICTIF", (BOX_ALICE,)),
    _doctor("10199900746", "Marc", "RAYON", (BOX_RAD_2,)),
    _doctor("10199900747", "Luc", "RAYON", (f"luc.rayon@{DOMAIN}",)),
    _doctor("10199901488", "Paul", "INVENTE", (), title="",
            profession=Profession("21", "Pharmacien")),
    _doctor("10199901850", "Ida", "SOIGNE", (BOX_IDA,), title="", finess="",
            profession=Profession("60", "Infirmier")),
)  # fmt: skip
PLACES = (
    Structure("s1", 0, "IMAGERIE DE L’EXEMPLE", "76351", "Le Havre", finess="760990024",
              mailboxes=(BOX_RAD,)),
)  # fmt: skip


@dataclass
class WhiteList:
    """Domains that may be written to."""

    is_ready: bool = True

    def is_trusted(self, address: str) -> bool:
        """Whether it is one of ours."""
        domain = address.rpartition("@")[2]
        return self.is_ready and domain in {DOMAIN, "patient.mssante.fr"}


def identity(
    status: Status = Status.QUALIFIED, *attributes: Attribute, number: bool = True
) -> PatientIdentity:
    """Jeanne, as a hospital's software told her."""
    kind = SourceKind.ESTABLISHMENT
    return PatientIdentity(
        Traits("EXEMPLE", "JEANNE MARIE", BirthDate(1984, 6, 15), Sex.FEMALE, "76999", "JEANNE"),
        Standing(status, Source(kind, "CH FICTIF", date(2026, 1, 2)), frozenset(attributes)),
        InsNumber(Matricule("284067699900138"), NIR_TEST) if number else None,
    )


class Territory:
    """A database with everybody in it, and the office from which they write."""

    def __init__(self, database: Database | None = None, keys: KeyRing = KEYS) -> None:
        self.database = database or Database("sqlite://")
        if database is None:
            METADATA.create_all(self.database.engine)
        self.clock = ManualClock(START)
        self.units = Units(self.database, keys, self.clock)
        self.white_list = WhiteList()
        self.office = Office(MAILBOXES, self.white_list, Environment.TEST)
        with self.unit() as work:
            fill(work)

    def unit(self, cause: str = "") -> Any:
        """A unit of work, with a cause of its own."""
        return self.units.unit(cause or f"turn {next(_TURN)}")

    def open_circle(self, who: PatientIdentity | None = None) -> Circle:
        """The circle of Jeanne: Alice treats her, Ida and Paul care, Anne is her daughter."""
        with self.unit() as work:
            return open_jeanne(work, who or identity())

    def becomes(self, circle: Circle, who: PatientIdentity) -> None:
        """The patient is known otherwise now."""
        with self.unit() as work:
            patient = load_patient(work.connection, work.keys, circle.patient)
            assert patient is not None
            save_patient(work, replace(patient, identity=who))

    def opposes(self, circle: Circle, scope: Scope, person: str | None = None) -> None:
        """The patient says no."""
        with self.unit() as work:
            oppose(work, circle, scope, person)


MAILBOXES = Mailboxes(
    (
        MailboxSeat(
            BOX_ALICE, "@box-alice:test", "Dr Alice FICTIF", (ALICE,), MailboxKind.PERSONAL
        ),
        MailboxSeat(BOX_TEAM, "@box-team:test", "Cabinet Fictif", (ALICE, IDA, CAMILLE)),
        MailboxSeat(BOX_IDA, "@box-ida:test", "Ida SOIGNE", (IDA,), MailboxKind.PERSONAL, 300_000),
    )
)


def fill(work: UnitOfWork) -> None:
    """Write everybody into the database of `work`."""
    for account in PEOPLE:
        save_account(work.connection, account)
    fill_directory(work)


def fill_directory(work: UnitOfWork) -> None:
    """Write who practises where."""
    save_edition(work.connection, Edition(0, work.now, work.now, len(DIRECTORY), 5))
    replace_people(work.connection, [], DIRECTORY)
    replace_structures(work.connection, PLACES)


def open_jeanne(work: UnitOfWork, who: PatientIdentity) -> Circle:
    """Her circle, in the unit `work`."""
    ground = Ground.CHOSEN_BY_PATIENT
    people = [
        Newcomer(ALICE, ground, Role.TREATING_DOCTOR),
        Newcomer(IDA, ground),
        Newcomer(PAUL, ground),
        Newcomer(ANNE, ground, Role.RELATIVE),
    ]
    opened = open_circle(work, ALICE, Subject(None, who), people, face=Face.ROOM)
    return opened.circle


def oppose(work: UnitOfWork, circle: Circle, scope: Scope, person: str | None = None) -> None:
    """The patient of `circle` says no."""
    add_statement(work, Statement(
        0, circle.patient.text, Stance.OPPOSITION, scope, Giver.PATIENT, Evidence.SPOKEN,
        work.now, ALICE, person,
    ))  # fmt: skip
