"""Where a document goes: to the one circle it is surely about, or before a person.

Pure: the facts are gathered elsewhere. A doubt of any kind is enough for a person to decide.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType
from typing import Final

from care.circles.model import CircleId, CircleState
from care.identity.birth_date import Closeness
from care.identity.ins import check_number
from care.identity.matching import compare_traits
from care.identity.patient import PatientId
from care.identity.reason import Environment, IdentityRefused
from care.identity.status import Attribute, Status
from care.identity.traits import Trait, Traits, missing_traits
from care.letters.model import Claim, Finding
from care.patients.model import Patient

_CORE = (Trait.BIRTH_NAME, Trait.GIVEN_NAMES, Trait.BIRTH_DATE, Trait.SEX)


@dataclass(frozen=True, slots=True)
class Match:
    """A patient of ours who bears, or bore, the number of a letter; their circle if it is not
    closed.
    """

    patient: Patient
    circle: CircleId | None = None
    circle_state: CircleState | None = None
    opposes: bool = False


@dataclass(frozen=True, slots=True)
class Papers:
    """A document of a letter: whom its metadata and the document itself are about.

    `is_whole`: it was read, and is a clinical document. `names_several`: it is about more than one
    person, or gives more than one number.
    """

    metadata: Claim | None
    document: Claim | None
    is_whole: bool = True
    has_author: bool = True
    names_several: bool = False

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What is claimed, as far as anything is."""
        return tuple(one for one in (self.metadata, self.document) if one is not None)


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known when a letter with documents is routed.

    `is_sure`: its sender is in the trusted space, and a professional. `is_released`: somebody took
    it out of quarantine. `vouches`: what X-MSS-INS says of the identity.
    """

    papers: tuple[Papers, ...]
    matches: tuple[Match, ...] = ()
    environment: Environment = Environment.PRODUCTION
    is_sure: bool = True
    is_released: bool = False
    vouches: bool | None = None

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim, in order."""
        return tuple(claim for paper in self.papers for claim in paper.claims)


@dataclass(frozen=True, slots=True)
class Route:
    """To a circle, or to triage because of `finding`."""

    finding: Finding | None = None
    circle: CircleId | None = None
    patient: PatientId | None = None


def decide_route(facts: Facts) -> Route:
    """To the one circle that nothing speaks against, or to triage for the gravest finding."""
    for finding in Finding:
        check = CHECKS.get(finding)
        if check is not None and check(facts):
            return Route(finding)
    (match,) = facts.matches
    return Route(circle=match.circle, patient=match.patient.id)


def are_same_person(one: Traits, other: Traits) -> bool:
    """Whether all that matters is equal, and nothing speaks against it."""
    compared = compare_traits(one, other)
    return (
        all(compared[trait] is Closeness.EQUAL for trait in _CORE)
        and compared[Trait.BIRTH_PLACE] is not Closeness.DIFFERENT
    )


def _names_several(facts: Facts) -> bool:
    if any(paper.names_several for paper in facts.papers):
        return True
    by_paper = [{claim.number for claim in paper.claims} - {None} for paper in facts.papers]
    return any(one and other and one.isdisjoint(other) for one, other in combinations(by_paper, 2))


def _lacks_number(facts: Facts) -> bool:
    return any(
        paper.metadata is None
        or paper.document is None
        or any(claim.number is None for claim in paper.claims)
        for paper in facts.papers
    )


def _lacks_traits(facts: Facts) -> bool:
    return any(set(missing_traits(claim.traits)) & set(_CORE) for claim in facts.claims)


def _disagree(facts: Facts) -> bool:
    return any(
        one.number != other.number or not are_same_person(one.traits, other.traits)
        for one, other in combinations(facts.claims, 2)
    )


def _is_number_refused(facts: Facts) -> bool:
    for claim in facts.claims:
        if claim.number is not None:
            try:
                check_number(claim.number, facts.environment)
            except IdentityRefused:
                return True
    return False


def _differs(facts: Facts) -> bool:
    identities = [match.patient.identity for match in facts.matches]
    return any(
        claim.number != identity.number or not are_same_person(claim.traits, identity.traits)
        for claim in facts.claims
        for identity in identities
    )


def _any_is(attribute: Attribute) -> Callable[[Facts], bool]:
    return lambda facts: any(
        attribute in match.patient.identity.standing.attributes for match in facts.matches
    )


#: What speaks against filing, by finding; looked at in the order of `Finding`.
CHECKS: Final = MappingProxyType[Finding, Callable[[Facts], bool]](
    {
        Finding.RELEASED: lambda facts: facts.is_released,
        Finding.SENDER_UNSURE: lambda facts: not facts.is_sure,
        Finding.UNREADABLE: lambda facts: (
            not facts.papers or not all(paper.is_whole for paper in facts.papers)
        ),
        Finding.NO_AUTHOR: lambda facts: not all(paper.has_author for paper in facts.papers),
        Finding.SEVERAL_PATIENTS: _names_several,
        Finding.NUMBER_ABSENT: _lacks_number,
        Finding.NOT_VOUCHED: lambda facts: facts.vouches is False,
        Finding.TRAITS_MISSING: _lacks_traits,
        Finding.SOURCES_DISAGREE: _disagree,
        Finding.NUMBER_REFUSED: _is_number_refused,
        Finding.UNKNOWN: lambda facts: not facts.matches,
        Finding.SEVERAL_MATCHES: lambda facts: len(facts.matches) > 1,
        Finding.FICTITIOUS: _any_is(Attribute.FICTITIOUS),
        Finding.DOUBTFUL: _any_is(Attribute.DOUBTFUL),
        Finding.UNQUALIFIED: lambda facts: any(
            match.patient.identity.standing.status is not Status.QUALIFIED
            for match in facts.matches
        ),
        Finding.TRAITS_DIFFER: _differs,
        Finding.HOMONYM: _any_is(Attribute.HOMONYM),
        Finding.OPPOSED: lambda facts: any(match.opposes for match in facts.matches),
        Finding.NO_CIRCLE: lambda facts: any(
            match.circle is None or match.circle_state is not CircleState.OPEN
            for match in facts.matches
        ),
    }
)
