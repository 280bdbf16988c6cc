"""« À classer »: the letters of one's mailboxes that wait, and what becomes of them."""

from __future__ import annotations

from dataclasses import dataclass

from care.accounts.store import account_of
from care.audit.model import Face
from care.dispatches.office import Office as SendingOffice
from care.letters.deciding import Decider
from care.letters.drafting import begin_circle
from care.letters.filing import is_outdated
from care.letters.looking import look_at
from care.letters.office import Office
from care.letters.store import load_letter
from care.letters.waking import topic_of
from care.letters.workflow import (
    discard_letter,
    file_letter,
    keep_letter,
    refresh_candidates,
    release_letter,
    undo_decision,
)
from care.mail.mailboxes import MailboxSeat
from care.pages.model import PageSession
from care.patients.workflow import require_patient
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork
from widgets.circle.identity import name_patient
from widgets.engine.page import Act, Attached, Fetching, Page, Question, Who
from widgets.engine.view import Done, Nothing
from widgets.triage.listing import show_triage
from widgets.triage.reading import open_file, show_letter
from widgets.triage.views import (
    DiscardForm,
    FileLetterForm,
    LetterFileForm,
    LetterForm,
    LetterView,
    TriageView,
)
from widgets.triage.words import TEXTS, say


@dataclass(frozen=True)
class Triage:
    """Each method is a question or an act of somebody of a mailbox's team. Raises Refusal.

    `keeper` is the account that keeps the rooms of circles.
    """

    sending: SendingOffice
    keeper: str

    def show(self, work: UnitOfWork, who: Who, _form: Nothing) -> TriageView:
        """What waits in all their mailboxes."""
        return show_triage(work, who.user_id, self._seats(work, who.user_id))

    def refresh(self, work: UnitOfWork, who: Who, _form: Nothing) -> Done:
        """Look whether patients came to be known since, whom letters that wait may be about."""
        for seat in self._seats(work, who.user_id):
            refresh_candidates(work, self._at(seat))
        return Done()

    def letter(self, work: UnitOfWork, who: Who, form: LetterForm) -> LetterView:
        """One letter, noted in the trail."""
        office = self._office(work, who, form)
        letter = look_at(work, office, _decider(who), form.number)
        return show_letter(work, office.seat, letter, who.user_id)

    def attached(self, work: UnitOfWork, who: Who, form: LetterFileForm) -> Attached:
        """One of its files, noted in the trail."""
        letter = look_at(work, self._office(work, who, form), _decider(who), form.number)
        return open_file(work, letter, form.rank)

    def file(self, work: UnitOfWork, who: Who, form: FileLetterForm) -> Done:
        """Into the circle of one of its candidates."""
        office = self._office(work, who, form)
        filed = file_letter(work, office, _decider(who), form.number, form.choice)
        if is_outdated(filed.filed):
            return Done(sentence=TEXTS.say("done-filed-outdated"))
        patient = require_patient(work, filed.circle.patient)
        name = name_patient(patient.identity.traits)
        return Done(sentence=TEXTS.say("done-filed", name=name))

    def keep(self, work: UnitOfWork, who: Who, form: LetterForm) -> Done:
        """It is about nobody's circle."""
        keep_letter(work, self._office(work, who, form), _decider(who), form.number)
        return Done(sentence=TEXTS.say("done-kept"))

    def discard(self, work: UnitOfWork, who: Who, form: DiscardForm) -> Done:
        """It is for nobody."""
        office = self._office(work, who, form)
        discard_letter(work, office, _decider(who), form.number, form.reason, form.code)
        return Done(sentence=TEXTS.say("done-discarded"))

    def undo(self, work: UnitOfWork, who: Who, form: LetterForm) -> Done:
        """Take a decision back."""
        undo_decision(work, self._office(work, who, form), _decider(who), form.number)
        return Done(sentence=TEXTS.say("done-undone"))

    def release(self, work: UnitOfWork, who: Who, form: LetterForm) -> Done:
        """Take it out of quarantine."""
        release_letter(work, self._office(work, who, form), _decider(who), form.number)
        return Done(sentence=TEXTS.say("done-released"))

    def circle(self, work: UnitOfWork, who: Who, form: LetterForm) -> Done:
        """Have the keeper of circles ask them for the rest, in their own conversation."""
        begin_circle(work, self._office(work, who, form), _decider(who), form.number)
        return Done(sentence=TEXTS.say("done-circle"))

    def may_watch(self, work: UnitOfWork, session: PageSession, topic: str) -> bool:
        """Whether the topic is that of a mailbox of theirs."""
        seats = self._seats(work, session.user_id)
        return any(topic == topic_of(work.keys, one.account) for one in seats)

    def is_for(self, work: UnitOfWork, user_id: str) -> bool:
        """Whether they are in the team of a mailbox."""
        return bool(self._seats(work, user_id))

    def _seats(self, work: UnitOfWork, user_id: str) -> list[MailboxSeat]:
        account = account_of(work.connection, user_id)
        is_staff = account is not None and account.kind.is_staff
        return self.sending.mailboxes.open_to(user_id) if is_staff else []

    def _office(self, work: UnitOfWork, who: Who, form: LetterForm) -> Office:
        """That of the letter's mailbox. Raises Refusal, the same for what is not."""
        letter = load_letter(work.connection, work.keys, form.number)
        for seat in self._seats(work, who.user_id):
            if letter is not None and seat.address == letter.mailbox:
                return self._at(seat)
        raise Refusal("letter-unknown")

    def _at(self, seat: MailboxSeat) -> Office:
        told = self.sending
        return Office(seat, self.keeper, told.trusted, told.environment, told.zone)


def build_triage_page(office: SendingOffice, keeper: str) -> Page:
    """The page, over the mailboxes of `office`."""
    triage = Triage(office, keeper)
    return Page(
        name="triage",
        calls={
            "show": Question(Nothing, TriageView, triage.show),
            "refresh": Act(Nothing, Done, triage.refresh),
            "letter": Act(LetterForm, LetterView, triage.letter),
            "file": Act(FileLetterForm, Done, triage.file),
            "keep": Act(LetterForm, Done, triage.keep),
            "discard": Act(DiscardForm, Done, triage.discard),
            "undo": Act(LetterForm, Done, triage.undo),
            "release": Act(LetterForm, Done, triage.release),
            "circle": Act(LetterForm, Done, triage.circle),
        },
        files={"attached": Fetching(LetterFileForm, triage.attached)},
        topics={"letters": triage.may_watch},
        say=say,
        is_for=triage.is_for,
    )


def _decider(who: Who) -> Decider:
    return Decider(who.user_id, Face.PAGE)
