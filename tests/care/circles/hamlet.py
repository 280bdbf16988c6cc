"""A few people, a database in memory, and a circle of three around an invented patient."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count

from care.accounts.model import Account, AccountKind
from care.accounts.store import save_account
from care.audit.model import Face
from care.circles.model import Circle, Newcomer, Role
from care.circles.opening import Opened, Subject, open_circle
from care.consent.model import Ground
from care.identity.birth_date import BirthDate
from care.identity.patient import PatientIdentity
from care.identity.status import Source, SourceKind, Standing, Status
from care.identity.traits import Sex, Traits
from care.patients.model import Contact
from care.runtime.clock import ManualClock
from care.runtime.database import METADATA, Database
from care.runtime.sealing import KeyRing
from care.runtime.units import UnitOfWork, Units

KEYS = KeyRing({1: bytes(range(32))})
NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ALICE, PAUL, IDA, KIM = "@alice:test", "@paul:test", "@ida:test", "@kim:test"
CAMILLE, SACHA, ANNE, JEANNE = "@camille:test", "@sacha:test", "@anne:test", "@jeanne:test"
ACCOUNTS = {
    ALICE: Account(ALICE, AccountKind.PROFESSIONAL, "FICTIF Alice – médecin", None, "10"),
    PAUL: Account(PAUL, AccountKind.PROFESSIONAL, "INVENTE Paul – pharmacien", None, "21"),
    IDA: Account(IDA, AccountKind.PROFESSIONAL, "SOIGNE Ida – infirmière", None, "60"),
    KIM: Account(KIM, AccountKind.PROFESSIONAL, "MASSE Kim – kinésithérapeute", None, "70"),
    CAMILLE: Account(CAMILLE, AccountKind.COORDINATOR, "RELAIS Camille – coordination"),
    SACHA: Account(SACHA, AccountKind.SECRETARY, "ACCUEIL Sacha – secrétariat"),
    ANNE: Account(ANNE, AccountKind.RELATIVE, "EXEMPLE Anne – proche"),
    JEANNE: Account(JEANNE, AccountKind.PATIENT, "EXEMPLE Jeanne – patient"),
}
_ACTS = count(1)


def make_units() -> Units:
    """Units of work on a new database in memory, where everybody has an account."""
    database = Database("sqlite://")
    METADATA.create_all(database.engine)
    units = Units(database, KEYS, ManualClock(NOW))
    with units.unit("people") as work:
        for account in ACCOUNTS.values():
            save_account(work.connection, account)
    return units


def identity(name: str = "EXEMPLE", given: str = "JEANNE", day: int = 15) -> PatientIdentity:
    """Somebody invented, as typed."""
    traits = Traits(name, given, BirthDate(1984, 6, day), Sex.FEMALE, "76351")
    source = Source(SourceKind.TYPED, "essai", NOW.date())
    return PatientIdentity(traits, Standing(Status.PROVISIONAL, source))


def newcomer(user_id: str, role: Role | None = None, ground: Ground | None = None) -> Newcomer:
    """Somebody to be added, chosen by the patient."""
    return Newcomer(user_id, ground or Ground.CHOSEN_BY_PATIENT, role)


def open_one(
    work: UnitOfWork,
    *people: str,
    by: str = ALICE,
    who: PatientIdentity | None = None,
    ground: Ground = Ground.CHOSEN_BY_PATIENT,
) -> Opened:
    """A circle with these people."""
    members = [newcomer(one, ground=ground) for one in people or (ALICE, PAUL, ANNE)]
    subject = Subject(identity=who or identity(), contact=Contact())
    return open_circle(work, by, subject, members, face=Face.ROOM)


def opened(units: Units, *people: str) -> Circle:
    """The same, in a unit of its own."""
    with units.unit(f"open {next(_ACTS)}") as work:
        return open_one(work, *people).circle
