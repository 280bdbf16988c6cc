"""What consent and opposition allow, ground by ground."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.consent.model import Ground, Register, Scope, Stance, Statement
from care.consent.rules import (
    ENDS_WITH_OPPOSITION,
    check_may_mail,
    check_may_share,
    consents,
    loses_access,
    opposes,
)
from care.runtime.errors import Refusal
from tests.care.circles.hamlet import ALICE, PAUL
from tests.care.consent.test_model import said

NO, YES = said(Stance.OPPOSITION), said(Stance.CONSENT)


def test_every_ground_is_in_the_table() -> None:
    assert set(ENDS_WITH_OPPOSITION) == set(Ground)


@pytest.mark.parametrize("ground", list(Ground))
def test_silence_allows_the_team_and_not_those_outside(ground: Ground) -> None:
    assert loses_access(Register(), ground, PAUL) == (ground is Ground.CONSENT)


@pytest.mark.parametrize("ground", list(Ground))
def test_opposition_to_sharing(ground: Ground) -> None:
    assert loses_access(Register((NO,)), ground, PAUL) == ENDS_WITH_OPPOSITION[ground]
    assert not loses_access(Register((NO, YES)), ground, PAUL)


@pytest.mark.parametrize("ground", [g for g in Ground if g is not Ground.PATIENT])
def test_opposition_to_one_person_is_about_them_alone(ground: Ground) -> None:
    register = Register((YES, said(Stance.OPPOSITION, Scope.PERSON, PAUL)))
    with pytest.raises(Refusal, match="consent-opposed-person"):
        check_may_share(register, ground, PAUL)
    check_may_share(register, ground, ALICE)


def test_consent_may_be_for_one_person() -> None:
    register = Register((said(Stance.CONSENT, Scope.PERSON, PAUL),))
    check_may_share(register, Ground.CONSENT, PAUL)
    with pytest.raises(Refusal, match="consent-missing"):
        check_may_share(register, Ground.CONSENT, ALICE)


def test_mail_is_opposed_by_itself_or_with_all_sharing() -> None:
    no_mail = Register((said(Stance.OPPOSITION, Scope.MAIL_TO_PATIENT),))
    check_may_mail(no_mail, Scope.MAIL_TO_PROFESSIONALS)
    for register in (no_mail, Register((NO,))):
        with pytest.raises(Refusal, match="consent-opposed-mail"):
            check_may_mail(register, Scope.MAIL_TO_PATIENT)


@given(st.lists(st.sampled_from([YES, NO]), max_size=10))
def test_yes_and_no_are_never_both_true(words: list[Statement]) -> None:
    register = Register(tuple(words))
    assert not (opposes(register, Scope.SHARING) and consents(register, Scope.SHARING))
