"""A status is what a source said: we may lower it, never raise it."""

from __future__ import annotations

from datetime import date
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.identity.reason import IdentityRefused, Reason
from care.identity.status import (
    AFTER,
    ALLOWED,
    MAY_SAY,
    PROVES,
    Attribute,
    Event,
    Source,
    SourceKind,
    Standing,
    Status,
    apply_event,
    is_at_least,
    receive_standing,
)

_DAY = date(2026, 11, 23)
HOSPITAL = Source(SourceKind.ESTABLISHMENT, "CH de l’Exemple", _DAY)
TYPED = Source(SourceKind.TYPED, "saisie", _DAY)
SCANNED = Source(SourceKind.DATAMATRIX, "ordonnance", _DAY)
_SETS = [
    frozenset(some)
    for some in chain.from_iterable(combinations(Attribute, size) for size in range(4))
]
standings = st.one_of(
    *(
        st.builds(Standing, st.just(status), st.just(HOSPITAL), st.sampled_from(ALLOWED[status]))
        for status in Status
    )
)


def test_every_status_is_in_every_table() -> None:
    for table in (PROVES, ALLOWED):
        assert set(table) == set(Status)
    assert set(AFTER) == set(Event)
    assert all(set(steps) == set(Status) for steps in AFTER.values())
    assert set(MAY_SAY) == set(SourceKind)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("attributes", _SETS, ids=lambda some: "+".join(sorted(some)) or "none")
def test_only_the_combinations_of_the_guide_exist(
    status: Status, attributes: frozenset[Attribute]
) -> None:
    together = {Attribute.HOMONYM, Attribute.DOUBTFUL}
    provisional_only = attributes & {Attribute.DOUBTFUL, Attribute.FICTITIOUS}
    allowed = (len(attributes) < 2 or attributes == together) and (
        status is Status.PROVISIONAL or not provisional_only
    )
    if allowed:
        assert Standing(status, HOSPITAL, attributes).attributes == attributes
        return
    with pytest.raises(IdentityRefused) as refused:
        Standing(status, HOSPITAL, attributes)
    assert refused.value.reason is Reason.ATTRIBUTES_NOT_ALLOWED


@given(standings, st.lists(st.sampled_from(Event), max_size=6))
def test_nothing_that_we_do_raises_a_status(standing: Standing, events: list[Event]) -> None:
    for event in events:
        before = standing
        try:
            standing = apply_event(standing, event)
        except IdentityRefused:
            continue
        assert is_at_least(before.status, standing.status)
        assert standing.source == before.source


@pytest.mark.parametrize("source", [TYPED, SCANNED], ids=lambda source: source.kind)
@pytest.mark.parametrize("status", sorted(set(Status) - {Status.PROVISIONAL}))
def test_typing_or_scanning_proves_nothing(source: Source, status: Status) -> None:
    with pytest.raises(IdentityRefused) as refused:
        receive_standing(None, status, source)
    assert refused.value.reason is Reason.SOURCE_MAY_NOT_SAY


@given(standings)
def test_what_proves_nothing_leaves_what_stood(standing: Standing) -> None:
    assert receive_standing(standing, Status.PROVISIONAL, TYPED) == standing
    assert receive_standing(standing, Status.PROVISIONAL, SCANNED) == standing


def test_a_hospital_is_believed_both_ways_and_named() -> None:
    typed = receive_standing(None, Status.PROVISIONAL, TYPED)
    qualified = receive_standing(typed, Status.QUALIFIED, HOSPITAL)
    assert (qualified.status, qualified.source.name) == (Status.QUALIFIED, "CH de l’Exemple")
    assert receive_standing(qualified, Status.VALIDATED, HOSPITAL).status is Status.VALIDATED


def test_a_homonym_stays_one_whatever_is_said_later() -> None:
    homonym = apply_event(receive_standing(None, Status.PROVISIONAL, TYPED), Event.HOMONYM_FOUND)
    later = receive_standing(homonym, Status.QUALIFIED, HOSPITAL)
    assert later.attributes == {Attribute.HOMONYM}
    assert apply_event(later, Event.HOMONYM_DISMISSED).attributes == set()


def test_a_doubt_lowers_blocks_and_outlives_what_is_said() -> None:
    doubtful = apply_event(Standing(Status.QUALIFIED, HOSPITAL), Event.DOUBT_RAISED)
    assert doubtful.status is Status.PROVISIONAL
    assert not doubtful.is_number_usable
    assert receive_standing(doubtful, Status.QUALIFIED, HOSPITAL) == doubtful
    lifted = apply_event(doubtful, Event.DOUBT_LIFTED)
    assert (lifted.status, lifted.is_number_usable) == (Status.PROVISIONAL, True)
    assert receive_standing(lifted, Status.QUALIFIED, HOSPITAL).status is Status.QUALIFIED


def test_a_fictitious_identity_is_not_doubtful_too() -> None:
    fictitious = apply_event(Standing(Status.VALIDATED, HOSPITAL), Event.FOUND_FICTITIOUS)
    with pytest.raises(IdentityRefused):
        apply_event(fictitious, Event.DOUBT_RAISED)


def test_without_its_number_a_qualified_identity_is_still_validated() -> None:
    qualified = Standing(Status.QUALIFIED, HOSPITAL)
    assert apply_event(qualified, Event.NUMBER_WITHDRAWN).status is Status.VALIDATED


def test_recovered_and_validated_are_not_comparable() -> None:
    assert not is_at_least(Status.RECOVERED, Status.VALIDATED)
    assert not is_at_least(Status.VALIDATED, Status.RECOVERED)
    assert is_at_least(Status.QUALIFIED, Status.RECOVERED)
