"""« classer » puts an answer into the circle that waits for it: once, by who may."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest

from bots.mailbox.rooms import MailRoom
from care.access.act import RoomKind
from care.circles.model import Circle
from care.consent.model import Evidence, Giver, Scope, Stance, Statement
from care.consent.store import add_statement
from care.documents.contents import content_of
from care.documents.model import Audience, Form, Standing
from care.letters.deciding import Decider
from care.letters.model import Letter, LetterState
from care.letters.returning import file_words
from care.letters.rules import REGRET
from care.runtime.errors import Refusal
from care.standards.rfc5322.composer import OutgoingFile
from tests.bots.mailbox.asked import COLLEAGUE, asks
from tests.bots.mailbox.practice import Practice
from tests.care.circles.hamlet import ALICE, ANNE, PAUL, SACHA
from tests.care.letters.scene import KEYS, write
from tests.care.letters.test_paper import a_pdf, a_picture


class Expecting(Practice):
    """A practice, a circle that asked something, and the answer in the mailbox's room."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.jeanne = self.circle()

    def gets_answer(self, kind: RoomKind = RoomKind.PROFESSIONALS) -> Letter:
        """The colleague answers."""
        dispatch = asks(self, self.jeanne, kind)
        files = [
            OutgoingFile("bilan.pdf", "application/pdf", a_pdf("CRP 98")),
            OutgoingFile("plaie.jpg", "image/jpeg", a_picture()),
            OutgoingFile("notes.docx", "application/octet-stream", b"PK notes"),
        ]
        return self.gets(
            write(
                sender=COLLEAGUE, subject="Re: question", text="Oui, 80 mL.", files=files,
                thread=(dispatch.message_id.strip("<>"),),
            )
        )  # fmt: skip

    def classes(self, letter: Letter, person: str = ALICE, *, inside: bool = False) -> str:
        """Somebody says the word, in reply to it or in its thread."""
        event = letter.message
        return self.says(
            "classer", person, "" if inside else event, event if inside else "",
            room=MailRoom.LETTERS,
        )  # fmt: skip


def test_the_words_and_the_files_are_one_paper_in_the_circle() -> None:
    practice = Expecting()
    letter = practice.gets_answer()
    left = len(practice.sent())
    assert practice.classes(letter) == ""
    assert practice.signs[-1].emoji == "✅"
    (document,) = practice.documents(practice.jeanne)
    told = document.description
    assert (told.type_label, told.title) == ("Courrier reçu par MSSanté", "question")
    assert [one.name for one in told.authors] == ["Dr Alice FICTIF"]
    assert document.audience is Audience.PROFESSIONALS
    with practice.units.database.begin() as connection:
        content = content_of(connection, KEYS, document.id, Form.PDF)
    assert content is not None
    with pikepdf.open(BytesIO(content)) as pages:
        assert len(pages.pages) >= 2
    now = practice.letter(letter.number)
    assert (now.state, now.circle, now.decided_by) == (
        LetterState.FILED, practice.jeanne.id.text, ALICE,
    )  # fmt: skip
    assert practice.mails[0].startswith("📄 Classé dans le cercle – question")
    assert "Répondez classer" not in practice.mails[0]
    assert practice.acts()[-1] == "letter.filed"
    assert len(practice.sent()) == left


def test_it_is_filed_once_and_who_comes_second_is_told() -> None:
    practice = Expecting()
    letter = practice.gets_answer()
    practice.classes(letter, inside=True)
    said = practice.classes(letter, person=PAUL)
    assert "FICTIF Alice a déjà classé" in said
    assert len(practice.documents(practice.jeanne)) == 1


def test_where_everybody_was_shown_the_question_everybody_is_shown_the_answer() -> None:
    practice = Expecting()
    practice.classes(practice.gets_answer(RoomKind.CIRCLE))
    (document,) = practice.documents(practice.jeanne)
    assert document.audience is Audience.EVERYBODY


def test_it_is_taken_back_then_filed_again() -> None:
    practice = Expecting()
    letter = practice.gets_answer()
    practice.classes(letter)
    practice.says(f"annuler {letter.number}")
    now = practice.letter(letter.number)
    assert (now.state, now.circle, now.finding) == (LetterState.SHOWN, None, None)
    assert [one.standing for one in practice.documents(practice.jeanne)] == [Standing.WITHDRAWN]
    assert "Répondez classer" in practice.mails[0]
    practice.clock.advance(timedelta(minutes=1))
    practice.classes(now)
    standings = [one.standing for one in practice.documents(practice.jeanne)]
    assert sorted(standings) == [Standing.CURRENT, Standing.WITHDRAWN]
    assert practice.letter(letter.number).state is LetterState.FILED


@pytest.mark.parametrize(("person", "why"), [(ANNE, "équipe"), (SACHA, "professionnel")])
def test_only_who_may_files(person: str, why: str) -> None:
    practice = Expecting()
    assert why in practice.classes(practice.gets_answer(), person=person)
    assert practice.documents(practice.jeanne) == []


def test_nothing_is_filed_against_the_patient_s_will() -> None:
    practice = Expecting()
    letter = practice.gets_answer()
    oppose(practice, practice.jeanne)
    assert "s’oppose" in practice.classes(letter, person=PAUL)
    assert practice.documents(practice.jeanne) == []


def test_after_a_month_it_is_too_late() -> None:
    practice = Expecting()
    letter = practice.gets_answer()
    practice.wait_until(practice.clock.now() + REGRET + timedelta(days=2))
    assert "n’est plus gardé" in practice.classes(letter)


def test_what_answers_no_circle_is_not_undone_by_its_number() -> None:
    practice = Expecting()
    letter = practice.gets_answer()
    assert "dans la boîte, pas au tri" in practice.says(f"annuler {letter.number}")


def test_elsewhere_the_word_files_nothing_and_leaves_to_nobody() -> None:
    practice = Expecting()
    other = practice.gets(write(sender=COLLEAGUE, text="Bonjour"))
    before = practice.sent()
    practice.classes(other, inside=True)
    assert practice.documents(practice.jeanne) == []
    assert practice.sent() == before


def oppose(practice: Practice, circle: Circle) -> None:
    """The patient says no to sharing with Paul."""
    with practice.units.unit("no") as work:
        add_statement(work, Statement(
            0, circle.patient.text, Stance.OPPOSITION, Scope.PERSON, Giver.PATIENT,
            Evidence.SPOKEN, work.now, ALICE, PAUL,
        ))  # fmt: skip


def test_a_mail_that_answers_no_circle_is_filed_in_none() -> None:
    practice = Expecting()
    letter = practice.gets(write(sender=COLLEAGUE))
    with (
        pytest.raises(Refusal, match="letter-answers-nothing"),
        practice.units.unit("refused") as work,
    ):
        file_words(work, practice.office, Decider(ALICE), letter.number)
