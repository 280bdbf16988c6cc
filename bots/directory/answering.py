"""From what somebody wrote to what they are answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bots.directory.card import write_card, write_place
from bots.directory.commands import (
    Back,
    Change,
    Command,
    Contact,
    Decide,
    FindProtocol,
    More,
    MyPlace,
    MyProfile,
    NameProtocolRoom,
    Pick,
    Register,
    Search,
    Thanks,
    Undo,
    Unknown,
)
from bots.directory.coordination import (
    ask_coordinators,
    confirm_asked,
    confirm_decided,
    tell_decided,
)
from bots.directory.profile_replies import write_edited, write_own, write_own_place
from bots.directory.protocol_replies import write_protocols
from bots.directory.replies import Replies
from bots.engine.markup import Written
from care.accounts.store import account_of
from care.directory.answers import Card, Conversation, Invitation, Nobody, Page, PlaceCard
from care.directory.dialogue import Asker
from care.directory.own_profile import OwnProfile
from care.directory.profiles.rules import ComeBack
from care.directory.workflow import Directory
from care.matrix.model import IncomingMessage
from care.protocols.workflow import name_protocol_room, search_protocols
from care.registrations.model import Act
from care.registrations.workflow import Asker as Applicant
from care.registrations.workflow import ask_registration, decide_registration
from care.runtime.errors import Refusal
from care.runtime.outgoing import Address, OpenRoom, Outgoing, Say
from care.runtime.units import UnitOfWork

Answer = Page | Card | PlaceCard | Nobody | Conversation | Invitation


@dataclass(frozen=True)
class Desk:
    """Everything at hand to answer one message. Raises Refusal when the answer is no."""

    work: UnitOfWork
    directory: Directory
    own: OwnProfile
    asker: Asker
    message: IncomingMessage
    replies: Replies
    prefix: str

    def answer(self, command: Command) -> Iterable[Outgoing]:
        """What to send for `command`."""
        match command:
            case Search() | Pick() | More() | Back() | Contact():
                return self._found(self._look_up(command))
            case MyProfile():
                return self._say(write_own(self.own.show(self.work, self.asker)))
            case MyPlace(word):
                card = self.own.show_place(self.work, self.asker, word)
                return self._say(write_own_place(card))
            case Change():
                return self._change(command)
            case Undo():
                return self._say(write_edited(self.own.undo(self.work, self.asker)))
            case Register(claimed, bare):
                return self._look_up_number(claimed) if bare else self._register(claimed)
            case Decide(number, accept, reason):
                return self._decide(number, Act.ACCEPT if accept else Act.REFUSE, reason)
            case FindProtocol(text):
                user_id = self.asker.user_id
                return self._say(write_protocols(search_protocols(self.work, user_id, text)))
            case NameProtocolRoom():
                name_protocol_room(self.work, self.asker.user_id, self.message.room_id)
                return self._say(self.replies.words("protocols-here"))
            case Unknown(puzzle):
                return self._say(self.replies.puzzle(puzzle))
            case Thanks():
                return self._say(self.replies.acknowledge())
            case _:
                return self._say(self.replies.explain_use())

    def _look_up(self, command: Search | Pick | More | Back | Contact) -> Answer:
        work, asker = self.work, self.asker
        match command:
            case Search(text):
                return self.directory.find(work, asker, text)
            case Pick(number):
                return self.directory.open_card(work, asker, number)
            case More():
                return self.directory.see_more(work, asker)
            case Back():
                return self.directory.go_back(work, asker)
            case Contact(number, fresh):
                return self.directory.contact(work, asker, number, fresh=fresh)

    def _found(self, answer: Answer) -> Iterable[Outgoing]:
        match answer:
            case Page():
                return self._say(self.replies.page(answer))
            case Card():
                return self._say(write_card(answer, self.prefix, self.replies))
            case PlaceCard():
                return self._say(write_place(answer, self.prefix, self.replies))
            case Nobody():
                return self._say(self.replies.nobody(answer))
            case Invitation():
                return self._say(self.replies.invitation(answer))
            case Conversation():
                return [_room(answer), *self._say(self.replies.conversation(answer))]

    def _change(self, change: Change) -> Iterable[Outgoing]:
        try:
            edited = self.own.edit(
                self.work,
                self.asker,
                change.edit,
                change.place,
                of_oneself=change.of_oneself,
            )
            return self._say(write_edited(edited))
        except Refusal:
            if not isinstance(change.edit, ComeBack):
                raise
            try:  # nobody was away: "retour" is then about the list
                return self._found(self.directory.go_back(self.work, self.asker))
            except Refusal:
                pass
            raise

    def _look_up_number(self, number: str) -> Iterable[Outgoing]:
        """One's own number, to be tied to it; once that is done, somebody else's."""
        account = account_of(self.work.connection, self.asker.user_id)
        if self.asker.alone and (account is None or not account.rpps):
            return self._register(number)
        return self._found(self._look_up(Search(number)))

    def _register(self, claimed: str) -> Iterable[Outgoing]:
        if not self.asker.alone:
            raise Refusal("registration-alone-only")
        sender = self.message.sender
        applicant = Applicant(sender.user_id, sender.display_name, self.message.room_id)
        asked = ask_registration(self.work, self.directory.current, applicant, claimed)
        ask_coordinators(self.work, self.asker.account, asked)
        return self._say(confirm_asked(asked))

    def _decide(self, number: int, act: Act, reason: str) -> Iterable[Outgoing]:
        if not self.asker.alone:
            raise Refusal("registration-alone-only")
        decided = decide_registration(self.work, self.asker.user_id, number, act, reason)
        return [*tell_decided(self.work, decided), *self._say(confirm_decided(decided))]

    def _say(self, written: Written) -> list[Outgoing]:
        reply_to = None if self.message.direct else self.message.event_id
        to = Address(room_id=self.message.room_id)
        return [Say(to, written.text, html=written.html, in_reply_to=reply_to)]


def _room(conversation: Conversation) -> OpenRoom:
    return OpenRoom(key=conversation.key, people=conversation.people, direct=True, step_back=True)
