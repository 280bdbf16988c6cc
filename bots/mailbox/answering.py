"""Writing mails from the room of a mailbox: answers in threads, and new ones."""

from __future__ import annotations

from bots.engine.markup import Written
from bots.liaison.orders import without_courtesy
from bots.liaison.sending.cards import StatusCards
from bots.liaison.sending.desk import SendingDesk, Source, set_aside
from bots.liaison.sending.fetching import Fetcher, piece_of
from bots.liaison.sending.replies import (
    refuse_sending,
    say_dropped,
    say_files_wait,
    say_sent_already,
)
from bots.liaison.sending.wording import (
    ANSWERS,
    BEGINNINGS,
    Ask,
    Said,
    is_for_others,
    is_order_alone,
    read_said,
    takes_back,
)
from bots.mailbox.conversations import Conversations
from bots.mailbox.filing import WORDS as FILING
from bots.mailbox.house import House
from bots.mailbox.outside import say_it_stays
from bots.mailbox.part import Answers, Part
from bots.mailbox.rooms import MailRoom
from care.directory.spelling import fold
from care.dispatches.drafts import forget_draft, keep_draft, recall_draft
from care.dispatches.model import Answered, Dispatch, Draft, File, FileNote, Form, Home, Stage
from care.dispatches.office import Office
from care.dispatches.replying import answer_mail, check_files_fit
from care.dispatches.store import dispatches_of_mailbox, load_dispatch
from care.dispatches.workflow import files_of, standings_of
from care.letters.model import Thread
from care.letters.threads import (
    close_thread,
    join_thread,
    root_thread,
)
from care.mail.mailboxes import Mailboxes
from care.matrix.model import Erased, IncomingMessage, Moved
from care.matrix.reading import FILE_TYPES, TEXT_TYPES
from care.matrix.window import Window
from care.runtime.errors import Refusal
from care.runtime.memory import recall, remember
from care.runtime.outbox import event_of
from care.runtime.outgoing import Address, Say
from care.runtime.timers import Timer
from care.runtime.units import UnitOfWork

_SENT = "answered:"
_OF_A_THREAD = frozenset({Ask.EVERYBODY, Ask.CONFIRM, Ask.CANCEL, Ask.CLOSE})
_OF_THE_ROOM = frozenset({Ask.SEND, Ask.MAIL, Ask.LIST, Ask.AGAIN})
_WHOLE = frozenset({Ask.LIST, Ask.AGAIN})


class Answering(Part):
    """Sends for the mailbox of `house` what its team writes in its room."""

    def __init__(self, house: House, window: Window) -> None:
        self._house = house
        self._office = Office(
            Mailboxes((house.seat,)), house.trusted, house.environment, zone=house.zone
        )
        self._conversations = Conversations(house)
        self._fetcher = Fetcher(window)
        self._cards = StatusCards(house.account, house.zone)

    def looks_back(self, message: IncomingMessage) -> bool:
        """Whether somebody shows a file: one at a time is opened and kept."""
        return _is_file(message) and message.sender.user_id in self._house.seat.team

    async def prepare(self, message: IncomingMessage) -> None:
        """Open the file that somebody shows. Raises TemporaryFailure."""
        if self.looks_back(message):
            await self._fetcher.fetch(message, piece_of(message))

    def due(self, work: UnitOfWork, timer: Timer) -> Answers | None:
        """News of what left."""
        return [] if self._cards.due(work, timer) else None

    def handle(
        self, work: UnitOfWork, message: IncomingMessage, room: MailRoom | None
    ) -> Answers | None:
        """Every word answers the mail in whose thread it is, or to which it replies; elsewhere only
        orders count: people talk.
        """
        kind = str(message.content.get("msgtype", "m.text"))
        if room is not MailRoom.LETTERS or kind not in TEXT_TYPES | FILE_TYPES:
            return None
        thread = self._conversations.of(work, message)
        said: Said | None = None
        try:
            # Whatever a refused story began is undone with it.
            with work.connection.begin_nested():
                said = self._said(work, message, thread)
                if said is not None:
                    written = self._order(work, message, said)
                elif thread is not None:
                    written = self._answer(work, message, thread)
                else:
                    written = say_it_stays(work, self._house.account, message)
        except Refusal as refusal:
            written = refuse_sending(refusal)
            if said is not None:
                written = set_aside(work, message, said, written)
        if written is None:
            return []
        if thread is None:
            return [_reply(message, written)]
        self._conversations.note(
            work, work.send(self._house.account, _reply(message, written)), thread
        )
        return []

    def edited(
        self, work: UnitOfWork, message: IncomingMessage, room: MailRoom | None
    ) -> Answers | None:
        """What left cannot be corrected: say so rather than let it be believed."""
        if room is not MailRoom.LETTERS or message.edits is None:
            return None
        if recall(work.connection, self._house.account, _SENT + message.edits) is None:
            return None
        return [_reply(message, say_sent_already())]

    def erased(self, work: UnitOfWork, erased: Erased, room: MailRoom | None) -> Answers | None:
        """Nor can it be called back."""
        sent = recall(work.connection, self._house.account, _SENT + erased.target)
        if room is not MailRoom.LETTERS or sent is None:
            return None
        dispatch = load_dispatch(work.connection, work.keys, sent)
        thread = dispatch.home.thread if dispatch and dispatch.home else None
        words = say_sent_already()
        return [
            Say(Address(room_id=erased.room_id), words.text, html=words.html, notice=True,
                thread=thread)
        ]  # fmt: skip

    def moved(self, work: UnitOfWork, moved: Moved) -> None:
        """Cards of what left stay where they were written: each is in the thread of its mail."""

    def _answer(self, work: UnitOfWork, message: IncomingMessage, thread: Thread) -> Written | None:
        if thread.is_closed:
            raise Refusal("dispatch-thread-closed")
        root = event_of(work.connection, self._house.account, thread.root) or message.thread
        place, person = f"{message.room_id}\n{root}", message.sender.user_id
        waiting = recall_draft(work, place, person)
        if _is_file(message):
            return self._put_by(work, message, place, waiting)
        said = read_said(message.text, _OF_A_THREAD)
        said = said or read_said(without_courtesy(message.text), {Ask.CONFIRM, Ask.CANCEL})
        ask = said.ask if said is not None else None
        if ask in {Ask.CONFIRM, Ask.CANCEL} and waiting is None:
            ask = None
        if ask is Ask.CANCEL:
            forget_draft(work, place, person)
            return say_dropped()
        text = message.text
        if ask is Ask.CONFIRM or ask is Ask.CLOSE:
            text = ""
        elif ask is Ask.EVERYBODY and said is not None:
            text = _words_for_everybody(message.text, said)
        files = files_of(*waiting) if waiting is not None else ()
        answered = self._conversations.answered(work, message, thread)
        if ask is Ask.CLOSE and not _is_of_a_patient(answered, self._office):
            ask, text = None, message.text
        if ask is None and (is_order_alone(text) or fold(text.removeprefix("!")) in FILING):
            raise Refusal("dispatch-order-alone", word=text.strip())
        if ask is None and is_for_others(text):
            raise Refusal("dispatch-for-others")
        if ask is None and files and takes_back(text):
            raise Refusal("dispatch-hesitating")
        dispatch = answer_mail(
            work,
            self._office,
            person,
            self._house.seat.address,
            answered,
            text,
            files,
            everybody=ask is Ask.EVERYBODY,
            closes=ask is Ask.CLOSE,
            home=self._home(message),
        )
        forget_draft(work, place, person)
        if ask is Ask.CLOSE:
            close_thread(work, thread.number)
        self._show(work, message, dispatch)
        return None

    def _put_by(
        self,
        work: UnitOfWork,
        message: IncomingMessage,
        place: str,
        waiting: tuple[Draft, bytes] | None,
    ) -> Written:
        """A file waits for the words that it goes with."""
        source = self._fetcher.take(message.event_id, piece_of(message))
        assert source.file is not None
        draft, content = waiting or (self._draft(work, message), b"")
        files = (*draft.files, _note(source.file))
        content += source.file.content
        check_files_fit(files, self._house.seat.limit)
        kept = Draft(
            draft.sender, draft.mailbox, Form.MAIL, draft.author, draft.said_at, files=files
        )
        keep_draft(work, place, kept, content)
        return say_files_wait(len(files), in_thread=message.thread is not None)

    def _draft(self, work: UnitOfWork, message: IncomingMessage) -> Draft:
        person = message.sender.user_id
        return Draft(person, self._house.seat.address, Form.MAIL, person, work.now)

    def _read(
        self, work: UnitOfWork, message: IncomingMessage, thread: Thread | None
    ) -> Said | None:
        """The order in it; what replies to a mail is no answer to what we asked beside."""
        waiting = recall_draft(work, message.room_id, message.sender.user_id)
        if waiting is not None and thread is None:
            among = set(ANSWERS) - {Ask.TYPE, Ask.NAMED, Ask.PLAIN}
            if waiting[0].stage is Stage.REVIEW:
                among.discard(Ask.PICK)
            said = read_said(message.text, among)
            if said is not None and (said.ask is not Ask.FROM or said.number):
                return said
        text = message.text.removeprefix("!")
        said = read_said(text, BEGINNINGS & _OF_THE_ROOM)
        marked = text != message.text
        if said is not None and said.ask is Ask.SEND and thread is not None and not marked:
            return None
        if said is None or (said.ask not in _WHOLE and ":" not in said.rest and not marked):
            return None
        return said

    def _said(
        self, work: UnitOfWork, message: IncomingMessage, thread: Thread | None
    ) -> Said | None:
        """An order; in a thread, or in reply to a mail, only of what did not arrive there."""
        if message.thread is None:
            said = self._read(work, message, thread)
        else:
            said = read_said(message.text.removeprefix("!"), {Ask.AGAIN})
        is_other = thread is not None or message.thread is not None
        if said is not None and said.ask is Ask.AGAIN and said.number is None and is_other:
            return said if self._lacking(work, message, thread) else None
        return said if message.thread is None else None

    def _lacking(self, work: UnitOfWork, message: IncomingMessage, thread: Thread | None) -> str:
        """What `message` may want sent again: what it points at, else the last of its thread."""
        if message.thread is None and (found := self._cards.pointed(work, message.in_reply_to)):
            return found
        mailbox = self._house.seat.address
        for one in dispatches_of_mailbox(work.connection, work.keys, mailbox):
            is_here = thread is not None and self._conversations.holds(work, thread, one)
            if is_here and any(standing.again for standing in standings_of(work, one)):
                return one.id
        return ""

    def _order(self, work: UnitOfWork, message: IncomingMessage, said: Said) -> Written | None:
        desk = SendingDesk(
            work=work,
            office=self._office,
            cards=self._cards,
            user_id=message.sender.user_id,
            room_id=message.room_id,
            home=Home(self._house.account, message.room_id),
            source=lambda: self._source(message),
            mailbox=self._house.seat.address,
            pointed=self._lacking(work, message, self._conversations.of(work, message)),
            sent=lambda dispatch, card: self._root(work, message, dispatch, card),
        )
        return desk.answer(said)

    def _source(self, message: IncomingMessage) -> Source:
        if not _is_file(message):
            return Source()
        return Source(file=self._fetcher.take(message.event_id, piece_of(message)).file)

    def _show(self, work: UnitOfWork, message: IncomingMessage, dispatch: Dispatch) -> None:
        """The card of an answer, in its thread; what answers it in turn comes there too."""
        assert dispatch.home is not None
        card = self._cards.write(work, dispatch, dispatch.home)
        ids = (*dispatch.thread, dispatch.message_id)
        self._conversations.note(work, card, join_thread(work, self._house.seat.address, ids))
        self._note_sent(work, message, dispatch)

    def _root(
        self, work: UnitOfWork, message: IncomingMessage, dispatch: Dispatch, card: str
    ) -> None:
        """A new mail begins a conversation, which hangs on its card."""
        thread = join_thread(work, self._house.seat.address, [dispatch.message_id])
        root_thread(work, thread.number, card)
        self._note_sent(work, message, dispatch)

    def _note_sent(self, work: UnitOfWork, message: IncomingMessage, dispatch: Dispatch) -> None:
        remember(work.connection, self._house.account, _SENT + message.event_id, dispatch.id)

    def _home(self, message: IncomingMessage) -> Home:
        return Home(self._house.account, message.room_id, thread=message.thread)


def _is_of_a_patient(answered: Answered, office: Office) -> bool:
    ending = f"@{office.patient_domain}"
    return any(address.lower().endswith(ending) for address, _ in answered.answer_to)


def _is_file(message: IncomingMessage) -> bool:
    return str(message.content.get("msgtype")) in FILE_TYPES


def _note(file: File) -> FileNote:
    return FileNote(file.name, file.media_type, len(file.content))


def _reply(message: IncomingMessage, written: Written) -> Say:
    return Say(
        Address(room_id=message.room_id),
        written.text,
        html=written.html,
        notice=True,
        in_reply_to=message.event_id,
        thread=message.thread,
    )


def _words_for_everybody(text: str, said: Said) -> str:
    """What follows « à tous : »; « à tous les coups » or « à tous sauf Luc » is no such order."""
    order = text.strip().removesuffix(said.rest).rstrip(" \u00a0\u202f")
    if said.rest and said.rest[0] != ":" and not order.endswith((":", "\n")):
        raise Refusal("dispatch-everybody-unclear")
    return said.rest.lstrip(" \u00a0\u202f:,\n")
