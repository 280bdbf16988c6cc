"""What a letter says of its patient, beside each patient of ours whom it may be about."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from care.circles.model import CircleState
from care.circles.store import circle_for_patient
from care.identity.birth_date import Closeness
from care.identity.ins import InsNumber
from care.identity.matching import Evidence, Numbers, compare_people
from care.identity.matricule import render_matricule
from care.identity.status import Attribute, Status
from care.identity.traits import Sex, Trait, Traits
from care.letters.model import Claim, Letter
from care.letters.workflow import candidates_of
from care.patients.model import Patient
from care.runtime.units import UnitOfWork
from widgets.circle.identity import name_patient
from widgets.circle.words import write_birth_date
from widgets.triage.views import CandidateView, Mark, TraitView
from widgets.triage.words import TEXTS, key

_MARKS: MappingProxyType[Closeness, Mark] = MappingProxyType(
    {
        Closeness.EQUAL: "same",
        Closeness.CLOSE: "close",
        Closeness.DIFFERENT: "different",
        Closeness.UNKNOWN: "unknown",
    }
)
_NUMBER_MARKS: MappingProxyType[Numbers, Mark] = MappingProxyType(
    {
        Numbers.SAME: "same",
        Numbers.MAY_HAVE_CHANGED: "close",
        Numbers.DIFFERENT: "different",
        Numbers.UNKNOWN: "unknown",
    }
)
_WARNED_OF = (Attribute.FICTITIOUS, Attribute.DOUBTFUL, Attribute.HOMONYM)


def show_candidates(work: UnitOfWork, letter: Letter) -> list[CandidateView]:
    """Each as numbered on the card of the triage room."""
    patients = enumerate(candidates_of(work, letter), start=1)
    return [_candidate(work, letter, choice, patient) for choice, patient in patients]


def show_claim(claim: Claim | None) -> list[TraitView]:
    """What the letter says, by itself."""
    if claim is None:
        return []
    told = [(_label(trait), _write(trait, claim.traits)) for trait in Trait]
    told.append((TEXTS.say("trait-number"), _number(claim.number)))
    return [
        TraitView(label=label, theirs=value, ours="", mark="unknown", word="")
        for label, value in told
        if value
    ]


def _candidate(
    work: UnitOfWork, letter: Letter, choice: int, patient: Patient | None
) -> CandidateView:
    claim = letter.sheet.claim
    if patient is None:
        return CandidateView(
            choice=choice, name="", born="", grade="", traits=[], standing=[], fileable=False
        )
    evidence = compare_people(claim.candidate, patient.candidate) if claim else None
    circle = circle_for_patient(work.connection, work.keys, patient.id)
    traits = patient.identity.traits
    return CandidateView(
        choice=choice,
        name=name_patient(traits) or TEXTS.say("nobody-named"),
        born=_born(traits),
        grade=TEXTS.say(f"grade-{key(evidence.grade.value)}") if evidence else "",
        traits=list(_compare(claim, patient, evidence)) if claim and evidence else [],
        standing=list(_standing(patient, circle.state if circle else None)),
        fileable=circle is not None and circle.state is CircleState.OPEN,
    )


def _compare(claim: Claim, patient: Patient, evidence: Evidence) -> Iterator[TraitView]:
    for trait in Trait:
        closeness = evidence.traits[trait]
        yield TraitView(
            label=_label(trait),
            theirs=_write(trait, claim.traits) or TEXTS.say("not-told"),
            ours=_write(trait, patient.identity.traits) or TEXTS.say("not-told"),
            mark=_MARKS[closeness],
            word=TEXTS.say(f"word-{closeness.value}"),
        )
    yield TraitView(
        label=TEXTS.say("trait-number"),
        theirs=_number(claim.number) or TEXTS.say("not-told"),
        ours=_number(patient.identity.number) or TEXTS.say("not-told"),
        mark=_NUMBER_MARKS[evidence.numbers],
        word=TEXTS.say(f"number-{key(evidence.numbers.value)}"),
    )


def _standing(patient: Patient, circle: CircleState | None) -> Iterator[str]:
    standing = patient.identity.standing
    is_qualified = standing.status is Status.QUALIFIED
    yield TEXTS.say("standing-qualified" if is_qualified else "standing-not-qualified")
    for attribute in _WARNED_OF:
        if attribute in standing.attributes:
            yield TEXTS.say(f"is-{attribute.value}")
    if circle is None:
        yield TEXTS.say("circle-none")
    else:
        yield TEXTS.say("circle-open" if circle is CircleState.OPEN else "circle-suspended")


def _label(trait: Trait) -> str:
    return TEXTS.say(f"trait-{key(trait.value)}")


def _write(trait: Trait, traits: Traits) -> str:
    match trait:
        case Trait.BIRTH_NAME:
            return traits.birth_name
        case Trait.GIVEN_NAMES:
            return traits.given_names
        case Trait.BIRTH_DATE:
            return write_birth_date(traits.birth_date) if traits.birth_date else ""
        case Trait.SEX:
            return TEXTS.say(f"sex-{traits.sex.value.lower()}") if traits.sex else ""
        case Trait.BIRTH_PLACE:
            return traits.birth_place or ""


def _number(number: InsNumber | None) -> str:
    return render_matricule(number.matricule) if number else ""


def _born(traits: Traits) -> str:
    if traits.birth_date is None:
        return ""
    feminine = "yes" if traits.sex is Sex.FEMALE else "no"
    return TEXTS.say("born", feminine=feminine, born=write_birth_date(traits.birth_date))
