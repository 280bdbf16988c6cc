"""Invented circles, drawn at random and written by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from care.circles.fhir.facts import CircleFacts, Participant
from care.circles.model import CircleState, Role, Section
from care.circles.rights import SECTIONS
from care.consent.model import Evidence, Giver, Register, Scope, Stance, Statement
from care.identity.authority import NIR_TEST
from care.identity.birth_date import BirthDate
from care.identity.ins import InsNumber
from care.identity.matricule import Matricule
from care.identity.patient import PatientIdentity
from care.identity.status import ALLOWED, Source, SourceKind, Standing, Status
from care.identity.traits import Sex, Traits
from care.patients.model import Contact
from tests.care.identity.strategies import SYNTHETIC, birth_dates, names, places

SOFTWARE = Source(SourceKind.SOFTWARE, "Logiciel d’Exemple", date(2030, 1, 7))
AT = datetime(2030, 1, 7, 8, 15, tzinfo=UTC)
CIRCLE, PATIENT = "c" + "0" * 31 + "1", "p" + "0" * 31 + "2"
NUMBER = InsNumber(Matricule(SYNTHETIC[0]), NIR_TEST)
JEANNE = Traits(
    birth_name="EXEMPLE",
    given_names="JEANNE MARIE",
    birth_date=BirthDate(1984, 6, 15),
    sex=Sex.FEMALE,
    birth_place="76999",
    used_name="FICTIF",
)


def circle(
    status: Status = Status.QUALIFIED,
    number: InsNumber | None = NUMBER,
    participants: tuple[Participant, ...] = (),
    register: Register | None = None,
    state: CircleState = CircleState.OPEN,
) -> CircleFacts:
    """Jeanne’s circle."""
    return CircleFacts(
        circle=CIRCLE,
        patient=PATIENT,
        state=state,
        opened_at=AT,
        closed_at=AT if state is CircleState.CLOSED else None,
        identity=PatientIdentity(JEANNE, Standing(status, SOFTWARE), number),
        contact=Contact(("+33235000000",), "1 rue de l’Essai, 76600 Le Havre"),
        participants=participants,
        register=register or Register(),
    )


_moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0)
)
_phones = st.integers(0, 99_999_999).map(lambda rest: f"+336{rest:08d}")
_accounts = st.integers(0, 2**128 - 1).map(lambda drawn: f"{drawn:032x}")


@st.composite
def _participants(draw: st.DrawFn) -> Participant:
    role = draw(st.sampled_from([role for role in Role if role is not Role.PATIENT]))
    section = SECTIONS[role]
    team, relative = section is Section.TEAM, section is Section.RELATIVES
    start = draw(_moments)
    return Participant(
        name=draw(names),
        role=role,
        since=start,
        ended_at=draw(st.none() | st.just(start)),
        account=draw(st.none() | _accounts),
        rpps=draw(st.none() | st.just("10199900001")) if team else None,
        profession=draw(st.sampled_from([None, "10", "21", "60", "70"])) if team else None,
        relation=draw(st.sampled_from([None, "MTH", "SONC", "TUTEUR"])) if relative else None,
        phones=tuple(draw(st.lists(_phones, max_size=2, unique=True))),
    )


@st.composite
def _traits(draw: st.DrawFn) -> Traits:
    given = draw(names)
    return Traits(
        birth_name=draw(names),
        given_names=given,
        birth_date=draw(st.none() | birth_dates),
        sex=draw(st.none() | st.sampled_from(Sex)),
        birth_place=draw(st.none() | places),
        first_given_name=draw(st.none() | st.just(f"{given} BIS")),
        used_name=draw(st.none() | names),
        used_given_name=draw(st.none() | names),
    )


@st.composite
def _standings(draw: st.DrawFn) -> Standing:
    status = draw(st.sampled_from(Status))
    return Standing(status, SOFTWARE, draw(st.sampled_from(ALLOWED[status])))


_statements = st.builds(
    Statement,
    number=st.integers(1, 10**8),
    patient=st.just(PATIENT),
    stance=st.sampled_from(Stance),
    scope=st.sampled_from(Scope),
    giver=st.sampled_from(Giver),
    evidence=st.sampled_from(Evidence),
    said_at=_moments,
    recorded_by=st.just(SOFTWARE.name),
    person=st.none() | _accounts,
)


@st.composite
def circles(draw: st.DrawFn) -> CircleFacts:
    """Any circle whose INS is not known, or may leave."""
    standing = draw(_standings())
    traits = JEANNE if standing.status is Status.QUALIFIED else draw(_traits())
    register = draw(st.lists(_statements, max_size=3, unique_by=lambda one: one.number))
    state = draw(st.sampled_from(CircleState))
    return CircleFacts(
        circle=f"c{draw(_accounts)}",
        patient=PATIENT,
        state=state,
        opened_at=draw(_moments),
        closed_at=draw(_moments) if state is CircleState.CLOSED else None,
        identity=PatientIdentity(
            traits, standing, NUMBER if standing.status is Status.QUALIFIED else None
        ),
        contact=Contact(
            tuple(draw(st.lists(_phones, max_size=2, unique=True))),
            draw(st.just("") | names),
        ),
        participants=tuple(draw(st.lists(_participants(), max_size=4))),
        register=Register(tuple(sorted(register, key=lambda one: (one.said_at, one.number)))),
    )
