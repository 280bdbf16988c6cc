"""An answer: in its thread, quoted, never where the patient does not want it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from care.consent.model import Scope
from care.dispatches.model import Answered, Dispatch, FileNote
from care.dispatches.replying import answer_mail, check_files_fit
from care.identity.status import Status
from care.runtime.errors import Refusal
from care.standards.rfc5322.parser import parse_mail
from tests.care.dispatches.territory import (
    ALICE,
    BOX_IDA,
    BOX_RAD_2,
    BOX_TEAM,
    IDA,
    PATIENT_BOX,
    START,
    Territory,
    identity,
)
from tests.care.dispatches.test_workflow import source_of

QUESTION = Answered(
    "q@x", ("p@x",), "Re: Scanner", "Dr Marc RAYON", "Faut-il injecter ?", START,
    ((BOX_RAD_2, "Marc"),), ((BOX_TEAM, ""), (BOX_IDA, "Ida")),
)  # fmt: skip
OF_PATIENT = Answered("q@x", (), "Question", "Jeanne", "", None, ((PATIENT_BOX, ""),))


def answer(
    town: Territory, answered: Answered, text: str = "Oui.", person: str = ALICE, *,
    everybody: bool = False,
) -> Dispatch:  # fmt: skip
    """Somebody of the team answers."""
    with town.unit() as work:
        return answer_mail(
            work, town.office, person, BOX_TEAM, answered, text, everybody=everybody
        )  # fmt: skip


def test_it_is_in_the_thread_and_quotes_what_it_answers() -> None:
    town = Territory()
    mail = parse_mail(source_of(town, answer(town, QUESTION, person=IDA)))
    assert mail.in_reply_to == "q@x"
    assert mail.references == ("p@x", "q@x")
    assert mail.headers.text("subject") == "Re: Scanner"
    assert mail.folded.own == "Oui."
    assert "> Faut-il injecter ?" in mail.folded.quoted
    assert [one.address for one in mail.to] == [BOX_RAD_2]
    every = parse_mail(source_of(town, answer(town, QUESTION, everybody=True)))
    assert [one.address for one in every.to] == [BOX_RAD_2]  # the others are mailboxes of ours


def test_only_the_team_answers_and_not_with_nothing() -> None:
    town = Territory()
    with pytest.raises(Refusal, match="dispatch-no-own-mailbox"):
        answer(town, QUESTION, person="@paul:test")
    with pytest.raises(Refusal, match="dispatch-what"):
        answer(town, QUESTION, " ")


def test_a_patient_is_answered_while_qualified_and_not_opposed() -> None:
    town = Territory()
    with pytest.raises(Refusal, match="dispatch-patient-unknown"):
        answer(town, OF_PATIENT)
    circle = town.open_circle()
    assert answer(town, OF_PATIENT).is_to_patient
    town.opposes(circle, Scope.MAIL_TO_PATIENT)
    with pytest.raises(Refusal, match="consent-opposed-mail"):
        answer(town, OF_PATIENT)
    town.clock.advance(timedelta(hours=1))
    town.becomes(circle, identity(Status.VALIDATED))
    with pytest.raises(Refusal, match="dispatch-patient-not-qualified"):
        answer(town, OF_PATIENT)


def test_files_are_weighed_before() -> None:
    check_files_fit([FileNote("a", "b/c", 700_000)], 1_000_000)
    with pytest.raises(Refusal, match="mail-too-large"):
        check_files_fit([FileNote("a", "b/c", 700_000), FileNote("b", "b/c", 100_000)], 1_000_000)
