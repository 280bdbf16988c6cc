"""« Où en est mon envoi »: what one sent by national mail, and what to do when it went wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace

from care.accounts.store import account_of
from care.audit.model import Face
from care.dispatches.model import Dispatch, Draft, Form, Home, Stage, Wanted
from care.dispatches.office import Office
from care.dispatches.preparing import prepare_sending
from care.dispatches.resending import send_again
from care.dispatches.store import dispatches_of_sender, topic_of
from care.dispatches.tries import mails_of
from care.dispatches.watching import wake_to_show
from care.dispatches.workflow import review, send, withdraw
from care.letters.threads import join_thread
from care.pages.model import PageSession
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork
from care.standards.terminology.document_types import load_document_types
from widgets.engine.page import Act, Page, Question, Who
from widgets.engine.view import Done, Nothing
from widgets.sending.listing import sendings_of, show_sendings
from widgets.sending.views import PreviewView, ReplaceForm, SendingForm, SendingsView
from widgets.sending.words import TEXTS, name_of, say_size, say_told


@dataclass(frozen=True)
class Sending:
    """Each method is a question or an act of whoever sent. Raises Refusal.

    `keeper` is the account that keeps the rooms of circles, and shows there what left.
    """

    office: Office
    keeper: str

    def show(self, work: UnitOfWork, who: Who, _form: Nothing) -> SendingsView:
        """All that they sent."""
        return show_sendings(work, self.office, who.account, self.keeper)

    def withdraw(self, work: UnitOfWork, who: Who, form: SendingForm) -> Done:
        """Tell everybody who got a document that it holds no more."""
        old = self._mine(work, who, form)
        notice = withdraw(work, self.office, who.user_id, old.id, _beside(old), Face.PAGE)
        return self._shown(work, old, notice, "done-withdrawn")

    def again(self, work: UnitOfWork, who: Who, form: SendingForm) -> Done:
        """Send it again to those who did not get it."""
        lacking = self._mine(work, who, form)
        to = send_again(work, self.office, who.user_id, lacking.id, Face.PAGE)
        join_thread(work, lacking.mailbox, mails_of(work, lacking))
        return Done(sentence=TEXTS.say("done-again", names=", ".join(map(name_of, to))))

    def preview(self, work: UnitOfWork, who: Who, form: ReplaceForm) -> PreviewView:
        """What would leave in the place of a document."""
        old = self._mine(work, who, form)
        draft = self._draft(work, who, old, form.text)
        seen = review(work, self.office, draft, b"")
        return PreviewView(
            to=[name_of(one) for one in draft.addressees],
            sender=seen.mailbox_name,
            kind=load_document_types()[draft.type_code].label,
            text=draft.text,
            identity=say_told(seen.told),
            size=say_size(seen.size, seen.limit),
        )

    def replace(self, work: UnitOfWork, who: Who, form: ReplaceForm) -> Done:
        """Send it."""
        old = self._mine(work, who, form)
        draft = self._draft(work, who, old, form.text)
        sent = send(work, self.office, draft, b"", _beside(old), Face.PAGE)
        return self._shown(work, old, sent, "done-replaced")

    def is_for(self, work: UnitOfWork, user_id: str) -> bool:
        """Whether they may send from a mailbox, or did."""
        account = account_of(work.connection, user_id)
        if account is None or not account.kind.is_staff:
            return False
        seats = self.office.mailboxes.open_to(user_id)
        return bool(seats or dispatches_of_sender(work.connection, work.keys, user_id, 1))

    def _mine(self, work: UnitOfWork, who: Who, form: SendingForm) -> Dispatch:
        """One of their own. Raises Refusal, the same for what is not."""
        mine, _ = sendings_of(work, self.office, who.account)
        for one in mine:
            if one.id == form.sending:
                return one
        raise Refusal("dispatch-unknown")

    def _draft(self, work: UnitOfWork, who: Who, old: Dispatch, text: str) -> Draft:
        if not text.strip():
            raise Refusal("dispatch-what")
        wanted = Wanted(Form.DOCUMENT, (), text.strip(), mailbox=old.mailbox, replaces=old.id)
        draft = prepare_sending(work, self.office, who.user_id, old.circle, wanted)
        if draft.stage is not Stage.REVIEW:
            raise Refusal("dispatch-which-type")
        return draft

    def _shown(self, work: UnitOfWork, old: Dispatch, sent: Dispatch, key: str) -> Done:
        for one in (sent, old):
            wake_to_show(work, one)
        return Done(sentence=TEXTS.say(key))


def build_sending_page(office: Office, keeper: str) -> Page:
    """The page, over the mailboxes of `office`."""
    sending = Sending(office, keeper)
    return Page(
        name="sending",
        calls={
            "show": Question(Nothing, SendingsView, sending.show),
            "preview": Question(ReplaceForm, PreviewView, sending.preview),
            "replace": Act(ReplaceForm, Done, sending.replace),
            "withdraw": Act(SendingForm, Done, sending.withdraw),
            "again": Act(SendingForm, Done, sending.again),
        },
        topics={"sendings": is_own},
        say=TEXTS.say,
        is_for=sending.is_for,
    )


def is_own(work: UnitOfWork, session: PageSession, topic: str) -> bool:
    """Whether the topic is that of what they sent themselves."""
    return topic == topic_of(work.keys, session.user_id)


def _beside(old: Dispatch) -> Home | None:
    """Where the card of what takes its place is to be written."""
    return replace(old.home, card="") if old.home else None
