"""What people decide of letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from care.accounts.model import Account, AccountKind
from care.accounts.store import save_account
from care.circles.closing import close_circle, say_of_patient
from care.circles.model import CloseReason
from care.consent.model import Scope, Stance
from care.documents.model import Standing
from care.identity.birth_date import BirthDate
from care.identity.status import Status
from care.letters.deciding import Decider
from care.letters.keeping import forget_what_is_over
from care.letters.model import Finding, Letter, LetterKind, LetterState
from care.letters.rules import REGRET
from care.letters.store import load_source, mark_shown
from care.letters.workflow import (
    discard_letter,
    file_letter,
    keep_letter,
    refresh_candidates,
    release_letter,
    undo_decision,
)
from care.mail.quarantine import list_quarantined
from care.patients.workflow import require_patient
from care.runtime.errors import Refusal
from tests.care.circles.hamlet import ALICE, ANNE, IDA, KIM, PAUL, SACHA
from tests.care.circles.test_closing import statement
from tests.care.letters.scene import BOX, KEYS, Paper, Scene, qualified, send_papers, write
from tests.care.standards.people import JEANNE

DOUBTFUL = Paper(traits=replace(JEANNE.traits, birth_date=BirthDate(1984, 6, 16)))


def refused(scene: Scene, reason: str, act: Callable[..., object], *given: object) -> None:
    """The act is refused, and changes nothing."""
    before = scene.letters()
    with pytest.raises(Refusal, match=f"^{reason}$"), scene.units.unit("refused") as work:
        act(work, scene.office, *given)
    assert scene.letters() == before


def does(scene: Scene, act: Callable[..., object], *given: object) -> Letter:
    """The act is done; the letter as it stands."""
    scene.clock.advance(timedelta(minutes=1))
    with scene.units.unit(f"act {scene.clock.now()}") as work:
        act(work, scene.office, *given)
    number = given[1]
    assert isinstance(number, int)
    return scene.letter(number)


def test_somebody_of_the_team_files_and_the_sender_is_told_once() -> None:
    scene = Scene()
    circle = scene.circle()
    waiting = scene.come(send_papers(DOUBTFUL))
    filed = does(scene, file_letter, Decider(PAUL), waiting.number, 1)
    assert (filed.state, filed.decided_by) == (LetterState.FILED, PAUL)
    assert (filed.circle, filed.patient) == (circle.id.text, circle.patient.text)
    (document,) = scene.documents(circle)
    assert filed.sheet.documents == (document.id.text,)
    (receipt,) = scene.receipts()
    assert (receipt.is_positive, receipt.by_machine) == (True, False)
    assert scene.acts() == ["letter.received", "letter.filed"]
    with scene.units.unit("look") as work:
        standing = require_patient(work, circle.patient).identity.standing
    assert standing.status is Status.QUALIFIED  # a letter changes nothing to it


def test_who_comes_second_is_told_who_was_quicker() -> None:
    scene = Scene()
    scene.circle()
    number = scene.come(send_papers(DOUBTFUL)).number
    does(scene, file_letter, Decider(PAUL), number, 1)
    with pytest.raises(Refusal) as told, scene.units.unit("late") as work:
        keep_letter(work, scene.office, Decider(KIM), number)
    assert told.value.reason == "letter-is-filed"
    assert told.value.facts == {"number": number, "by": "INVENTE Paul – pharmacien"}
    assert len(scene.receipts()) == 1


def test_only_the_team_decides_and_only_whom_it_concerns_files() -> None:
    scene = Scene()
    circle = scene.circle()
    number = scene.come(send_papers(DOUBTFUL)).number
    for stranger in (IDA, ANNE, "@nobody:test"):
        refused(scene, "letter-team-only", file_letter, Decider(stranger), number, 1)
        refused(scene, "letter-team-only", discard_letter, Decider(stranger), number, "non merci")
    refused(scene, "letter-professionals-only", file_letter, Decider(SACHA), number, 1)
    with scene.units.unit("oppose") as work:
        opposed = statement(Stance.OPPOSITION, Scope.PERSON, PAUL)
        say_of_patient(work, circle.id, ALICE, opposed)
    refused(scene, "consent-opposed-person", file_letter, Decider(PAUL), number, 1)
    refused(scene, "letter-no-such-choice", file_letter, Decider(ALICE), number, 2)
    refused(scene, "letter-no-such-choice", file_letter, Decider(ALICE), number, 0)
    refused(scene, "letter-unknown", file_letter, Decider(ALICE), 99, 1)
    assert does(scene, file_letter, Decider(ALICE), number, 1).state is LetterState.FILED


def test_a_relative_who_slipped_into_a_team_decides_nothing() -> None:
    scene = Scene()
    scene.circle()
    number = scene.come(send_papers(DOUBTFUL)).number
    with scene.units.unit("change") as work:
        save_account(work.connection, Account(PAUL, AccountKind.RELATIVE, "INVENTE Paul"))
    refused(scene, "letter-team-only", keep_letter, Decider(PAUL), number)


def test_x9_nobody_files_into_the_circle_of_a_patient_who_opposes_sharing() -> None:
    scene = Scene()
    circle = scene.circle()
    number = scene.come(send_papers(DOUBTFUL)).number
    with scene.units.unit("oppose") as work:
        say_of_patient(work, circle.id, ALICE, statement(Stance.OPPOSITION))
    refused(scene, "circle-is-suspended", file_letter, Decider(ALICE), number, 1)


def test_a_patient_without_a_circle_needs_one_first() -> None:
    scene = Scene()
    patient = scene.knows()
    number = scene.come(send_papers(Paper())).number
    refused(scene, "letter-no-circle", file_letter, Decider(ALICE), number, 1)
    scene.circle(patient)
    assert does(scene, file_letter, Decider(ALICE), number, 1).state is LetterState.FILED


def test_a_letter_about_none_of_them_stays_in_the_mailbox() -> None:
    scene = Scene()
    circle = scene.circle()
    number = scene.come(send_papers(DOUBTFUL)).number
    kept = does(scene, keep_letter, Decider(SACHA), number)
    assert kept.state is LetterState.SHOWN
    assert scene.documents(circle) == []
    assert [one.is_positive for one in scene.receipts()] == [True]


def test_a_discarded_letter_tells_its_sender_the_code_and_why() -> None:
    scene = Scene()
    number = scene.come(send_papers(Paper(number=None))).number
    refused(scene, "letter-why", discard_letter, Decider(PAUL), number, " ")
    thrown = does(scene, discard_letter, Decider(PAUL), number, "parti  à une autre adresse")
    assert thrown.sheet.discarded_for == "parti à une autre adresse"
    (receipt,) = scene.receipts()
    assert (receipt.is_error, receipt.error_code, receipt.by_machine) == (True, 903, False)
    (mail,) = scene.sent()
    assert mail.headers.text("subject").startswith("[KO Intégration système !][903] XDM/1.0/DDM+")
    assert "parti à une autre adresse" in mail.body


def test_a_discarded_letter_may_be_told_another_code() -> None:
    scene = Scene()
    number = scene.come(send_papers(Paper(number=None))).number
    does(scene, discard_letter, Decider(PAUL), number, "inconnu ici", 902)
    assert scene.receipts()[0].error_code == 902


def test_a_misfiled_document_leaves_its_circle_with_a_tombstone_and_waits_again() -> None:
    scene = Scene()
    circle = scene.circle()
    letter = scene.come(send_papers(Paper()))  # filed by the rules
    back = does(scene, undo_decision, Decider(ALICE), letter.number)
    assert (back.state, back.finding) == (LetterState.TO_TRIAGE, Finding.MISFILED)
    assert (back.circle, back.patient, back.sheet.documents) == (None, None, ())
    assert [one.standing for one in scene.documents(circle)] == [Standing.WITHDRAWN]
    assert back.sheet.candidates == (circle.patient.text,)
    alike = replace(JEANNE.traits, birth_name="EXEMPLES")
    other = scene.circle(scene.knows(qualified(alike, None, Status.VALIDATED)))
    with scene.units.unit("again") as work:
        refresh_candidates(work, scene.office)
    again = scene.letter(letter.number)
    assert again.sheet.candidates == (circle.patient.text, other.patient.text)
    does(scene, file_letter, Decider(ALICE), letter.number, 2)
    assert [one.standing for one in scene.documents(other)] == [Standing.CURRENT]
    assert len(scene.receipts()) == 1  # the first answer is the only one
    assert scene.acts() == [
        "letter.received", "letter.filed", "letter.taken_back", "letter.filed",
    ]  # fmt: skip


def test_undoing_a_duplicate_takes_nothing_from_the_circle() -> None:
    scene = Scene()
    circle = scene.circle()
    scene.come(send_papers(Paper()))
    again = scene.come(send_papers(Paper()))
    does(scene, undo_decision, Decider(ALICE), again.number)
    assert [one.standing for one in scene.documents(circle)] == [Standing.CURRENT]


def test_what_cannot_be_taken_back() -> None:
    scene = Scene()
    circle = scene.circle()
    plain = scene.come(write())
    with scene.units.unit("shown") as work:
        mark_shown(work, plain)
    waiting = scene.come(send_papers(DOUBTFUL))
    refused(scene, "letter-is-to-triage", undo_decision, Decider(ALICE), waiting.number)
    filed = scene.come(send_papers(Paper()))
    refused(scene, "letter-professionals-only", undo_decision, Decider(SACHA), filed.number)
    with scene.units.unit("close") as work:
        close_circle(work, circle.id, ALICE, CloseReason.MOVED)
    refused(scene, "letter-circle-closed", undo_decision, Decider(ALICE), filed.number)


def test_bytes_are_forgotten_when_regret_is_over() -> None:
    scene = Scene()
    scene.circle()
    filed, waiting = scene.come(send_papers(Paper())), scene.come(send_papers(DOUBTFUL))
    with scene.units.unit("shown") as work:
        mark_shown(work, filed)
        assert forget_what_is_over(work, BOX) == 0
    scene.clock.advance(REGRET + timedelta(days=1))
    with scene.units.unit("over") as work:
        assert forget_what_is_over(work, BOX) == 1
        assert load_source(work.connection, KEYS, filed.number) is None
        assert load_source(work.connection, KEYS, waiting.number) is not None
    refused(scene, "letter-too-late", undo_decision, Decider(ALICE), filed.number)


def test_x1_a_mail_from_outside_is_released_by_somebody_and_never_filed_by_a_machine() -> None:
    scene = Scene()
    circle = scene.circle()
    aside = scene.come(
        send_papers(Paper(), sender="labo@ailleurs.example"), reason="mail-sender-untrusted"
    )
    out = does(scene, release_letter, Decider(PAUL), aside.number)
    assert (out.state, out.decided_by) == (LetterState.RELEASED, PAUL)
    released = scene.latest()
    assert (released.state, released.finding) == (LetterState.TO_TRIAGE, Finding.RELEASED)
    assert released.sheet.is_outside
    assert scene.documents(circle) == []
    assert _aside(scene) == []
    does(scene, file_letter, Decider(ALICE), released.number, 1)
    assert len(scene.documents(circle)) == 1
    assert scene.receipts() == []  # nobody outside is answered
    assert scene.acts()[:3] == ["letter.put_aside", "letter.released", "letter.received"]


def test_words_from_outside_are_read_with_a_warning() -> None:
    scene = Scene()
    aside = scene.come(write(sender="x@ailleurs.example"), reason="mail-sender-untrusted")
    does(scene, release_letter, Decider(PAUL), aside.number)
    assert (scene.latest().kind, scene.latest().state) == (LetterKind.PLAIN, LetterState.SHOWN)
    assert scene.latest().sheet.is_outside


def test_x6_what_is_dangerous_stays_in_quarantine_until_it_is_discarded() -> None:
    scene = Scene()
    aside, _ = scene.quarantine(send_papers(zip_=b"PK\x03\x04 broken"))
    refused(scene, "letter-must-stay", release_letter, Decider(PAUL), aside.number)
    refused(scene, "letter-is-quarantined", file_letter, Decider(PAUL), aside.number, 1)
    assert len(_aside(scene)) == 1
    does(scene, discard_letter, Decider(PAUL), aside.number, "archive piégée")
    assert _aside(scene) == []
    assert scene.receipts() == []


def _aside(scene: Scene) -> list[tuple[int, str]]:
    """What is still in quarantine, of what the letters are about."""
    known = {one.inbox_number for one in scene.letters()}
    with scene.units.database.begin() as connection:
        return [one for one in list_quarantined(connection, BOX) if one[0] in known]
