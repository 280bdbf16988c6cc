"""Where documents go, as a table of cases; and what is true of every case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care.circles.model import CircleId, CircleState
from care.identity.authority import NIR, NIR_TEST
from care.identity.birth_date import BirthDate
from care.identity.ins import InsNumber
from care.identity.matricule import Matricule
from care.identity.patient import PatientId
from care.identity.reason import Environment
from care.identity.status import Attribute, Status
from care.identity.traits import Sex, Traits
from care.letters.model import CODES, Claim, Finding
from care.letters.routing import CHECKS, Facts, Match, Papers, decide_route
from care.patients.model import Patient
from tests.care.letters.scene import qualified
from tests.care.standards.people import JEANNE

ID, CIRCLE = PatientId("p" + "1" * 32), CircleId("c" + "1" * 32)
TRAITS = JEANNE.traits
assert JEANNE.number is not None
NUMBER = JEANNE.number
OTHER = InsNumber(Matricule("155035960604289"), NIR_TEST)
CLAIM = Claim(TRAITS, NUMBER)
PAPERS = Papers(CLAIM, CLAIM)
MATCH = Match(Patient(ID, qualified()), CIRCLE, CircleState.OPEN)
CERTAIN = Facts((PAPERS,), (MATCH,), Environment.TEST, vouches=True)


def traits(**changes: object) -> Claim:
    """The claim with other traits."""
    return replace(CLAIM, traits=replace(TRAITS, **changes))  # type: ignore[arg-type]


def papers(metadata: Claim | None = CLAIM, document: Claim | None = CLAIM, **more: bool) -> Facts:
    """The facts with one other document."""
    return replace(CERTAIN, papers=(Papers(metadata, document, **more),))


def match(identity: object = None, **changes: object) -> Facts:
    """The facts with another match."""
    patient = Patient(ID, identity or qualified())  # type: ignore[arg-type]
    return replace(CERTAIN, matches=(replace(MATCH, patient=patient, **changes),))  # type: ignore[arg-type]


DOUBTFUL = (TRAITS, NUMBER, Status.PROVISIONAL, Attribute.DOUBTFUL)
FICTITIOUS = (TRAITS, NUMBER, Status.PROVISIONAL, Attribute.FICTITIOUS)
HOMONYM = (TRAITS, NUMBER, Status.QUALIFIED, Attribute.HOMONYM)
CASES: dict[str, tuple[Facts, Finding | None]] = {
    "certain": (CERTAIN, None),
    "nothing told in X-MSS-INS": (replace(CERTAIN, vouches=None), None),
    "several documents of one patient": (replace(CERTAIN, papers=(PAPERS, PAPERS)), None),
    "first given name alone": (papers(traits(given_names="JEANNE")), None),
    "birth place told by one": (papers(traits(birth_place=None)), None),
    "out of quarantine": (replace(CERTAIN, is_released=True), Finding.RELEASED),
    "sent by a patient": (replace(CERTAIN, is_sure=False), Finding.SENDER_UNSURE),
    "announced, not there": (replace(CERTAIN, papers=()), Finding.UNREADABLE),
    "not a clinical document": (papers(CLAIM, None, is_whole=False), Finding.UNREADABLE),
    "nobody signed it": (papers(has_author=False), Finding.NO_AUTHOR),
    "two people in one document": (papers(names_several=True), Finding.SEVERAL_PATIENTS),
    "two documents of two people": (
        replace(CERTAIN, papers=(PAPERS, Papers(Claim(TRAITS, OTHER), Claim(TRAITS, OTHER)))),
        Finding.SEVERAL_PATIENTS,
    ),
    "no metadata": (papers(None), Finding.NUMBER_ABSENT),
    "no patient in the document": (papers(CLAIM, None), Finding.NUMBER_ABSENT),
    "no INS in metadata": (papers(Claim(TRAITS)), Finding.NUMBER_ABSENT),
    "no INS in the document": (papers(CLAIM, Claim(TRAITS)), Finding.NUMBER_ABSENT),
    "the sender says it is not qualified": (replace(CERTAIN, vouches=False), Finding.NOT_VOUCHED),
    "no birth date": (papers(traits(birth_date=None)), Finding.TRAITS_MISSING),
    "no sex": (papers(traits(sex=None), traits(sex=None)), Finding.TRAITS_MISSING),
    "no traits in metadata": (papers(Claim(Traits(), NUMBER)), Finding.TRAITS_MISSING),
    "metadata of somebody else": (
        papers(Claim(TRAITS, OTHER)), Finding.SOURCES_DISAGREE,
    ),
    "another birth date in metadata": (
        papers(traits(birth_date=BirthDate(1984, 6, 16))), Finding.SOURCES_DISAGREE,
    ),
    "another authority in metadata": (
        papers(Claim(TRAITS, InsNumber(NUMBER.matricule, NIR))), Finding.SOURCES_DISAGREE,
    ),
    "a test number in production": (
        replace(CERTAIN, environment=Environment.PRODUCTION), Finding.NUMBER_REFUSED,
    ),
    "nobody of ours": (replace(CERTAIN, matches=()), Finding.UNKNOWN),
    "two of ours": (replace(CERTAIN, matches=(MATCH, MATCH)), Finding.SEVERAL_MATCHES),
    "invented": (match(qualified(*FICTITIOUS)), Finding.FICTITIOUS),
    "doubtful": (match(qualified(*DOUBTFUL)), Finding.DOUBTFUL),
    "recovered only": (match(qualified(TRAITS, NUMBER, Status.RECOVERED)), Finding.UNQUALIFIED),
    "validated only": (match(qualified(TRAITS, NUMBER, Status.VALIDATED)), Finding.UNQUALIFIED),
    "another name with us": (
        match(qualified(replace(TRAITS, birth_name="MODELE"))), Finding.TRAITS_DIFFER,
    ),
    "another sex with us": (
        match(qualified(replace(TRAITS, sex=Sex.MALE))), Finding.TRAITS_DIFFER,
    ),
    "another birth place with us": (
        match(qualified(replace(TRAITS, birth_place="75056"))), Finding.TRAITS_DIFFER,
    ),
    "a number that was replaced": (match(qualified(TRAITS, OTHER)), Finding.TRAITS_DIFFER),
    "a known namesake": (match(qualified(*HOMONYM)), Finding.HOMONYM),
    "opposed": (match(opposes=True), Finding.OPPOSED),
    "no circle": (match(circle=None, circle_state=None), Finding.NO_CIRCLE),
    "suspended": (match(circle_state=CircleState.SUSPENDED), Finding.NO_CIRCLE),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_table(case: str) -> None:
    facts, finding = CASES[case]
    route = decide_route(facts)
    assert route.finding is finding
    assert (route.circle, route.patient) == ((CIRCLE, ID) if finding is None else (None, None))


def test_every_finding_that_is_looked_for_has_its_case_and_every_finding_its_code() -> None:
    assert {finding for _, finding in CASES.values() if finding} == set(CHECKS)
    assert set(CODES) == set(Finding)
    assert set(CODES.values()) == set(range(900, 907))


WRONG: list[Callable[[Facts], Facts]] = [
    lambda facts: replace(facts, is_released=True),
    lambda facts: replace(facts, is_sure=False),
    lambda facts: replace(facts, vouches=False),
    lambda facts: replace(facts, matches=()),
    lambda facts: replace(facts, matches=facts.matches * 2),
    lambda facts: replace(facts, papers=()),
    *(
        lambda facts, bad=bad: replace(facts, papers=(*facts.papers, *bad.papers))  # type: ignore[misc]
        for bad, finding in CASES.values()
        if finding and bad.papers not in {(), (PAPERS,)}
    ),
    *(
        lambda facts, bad=bad: replace(facts, matches=bad.matches)  # type: ignore[misc]
        for bad, finding in CASES.values()
        if finding and bad.matches not in {(), (MATCH,)}
    ),
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(WRONG), min_size=1, max_size=4), st.integers(1, 3))
def test_whatever_else_is_right_one_doubt_is_enough(
    wrongs: list[Callable[[Facts], Facts]], documents: int
) -> None:
    facts = replace(CERTAIN, papers=(PAPERS,) * documents)
    for wrong in wrongs:
        facts = wrong(facts)
    route = decide_route(facts)
    assert route.finding is not None
    assert route.circle is None


def _claims() -> st.SearchStrategy[Claim | None]:
    varied = st.builds(
        lambda name, day, sex, place, number: Claim(
            replace(TRAITS, birth_name=name, birth_date=day, sex=sex, birth_place=place), number
        ),
        st.sampled_from(["EXEMPLE", "EXEMPLES", "MODELE", ""]),
        st.sampled_from([TRAITS.birth_date, BirthDate(1984, 6, 16), None]),
        st.sampled_from([*Sex, None]),
        st.sampled_from(["76351", "75056", None]),
        st.sampled_from([NUMBER, OTHER, None]),
    )
    return st.one_of(st.just(CLAIM), varied, st.none())


@settings(deadline=None)
@given(st.lists(st.builds(Papers, _claims(), _claims()), max_size=3), st.data())
def test_nothing_is_filed_unless_all_say_the_same_of_one_qualified_patient(
    given_papers: list[Papers], data: st.DataObject
) -> None:
    status = data.draw(st.sampled_from(Status))
    identity = qualified(TRAITS, data.draw(st.sampled_from([NUMBER, OTHER])), status)
    facts = replace(
        CERTAIN,
        papers=tuple(given_papers),
        matches=(replace(MATCH, patient=Patient(ID, identity)),),
    )
    if decide_route(facts).circle is None:
        return
    assert status is Status.QUALIFIED
    assert identity.number == NUMBER
    for paper in given_papers:
        for claim in (paper.metadata, paper.document):
            assert claim is not None
            assert claim.number == NUMBER
            assert claim.traits.birth_place in {"76351", None}
            known = replace(claim.traits, birth_place="76351")
            assert known == TRAITS
