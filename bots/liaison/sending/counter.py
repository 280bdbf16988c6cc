"""Where Liaison takes what is to be sent: in the rooms of circles, or alone with somebody."""

from __future__ import annotations

from dataclasses import replace

from bots.engine.markup import Written
from bots.liaison.house import House
from bots.liaison.reaching import tell
from bots.liaison.replies import refuse
from bots.liaison.sending.cards import StatusCards
from bots.liaison.sending.desk import SendingDesk, Source, set_aside
from bots.liaison.sending.fetching import Fetcher, piece_of
from bots.liaison.sending.replies import refuse_sending, say_told_alone
from bots.liaison.sending.wording import ANSWERS, BEGINNINGS, Ask, Said, read_said
from care.access.act import RoomKind
from care.circles.dialogue import recall_memory
from care.circles.model import CircleId
from care.circles.rooms import CircleRoom, room_at
from care.dispatches.drafts import recall_draft
from care.dispatches.model import Dispatch, File, Home, Piece, Stage
from care.dispatches.office import Office
from care.dispatches.pieces import change_piece, find_piece, forget_piece, keep_piece, last_file
from care.dispatches.store import dispatches_of_circle
from care.documents.reading import open_document
from care.documents.store import load_documents, load_shown
from care.letters.threads import close_thread, join_thread
from care.matrix.model import IncomingMessage
from care.matrix.reading import FILE_TYPES
from care.matrix.window import Window
from care.runtime.errors import Refusal
from care.runtime.outbox import transaction_of
from care.runtime.outgoing import Address, Outgoing, Say
from care.runtime.timers import Timer
from care.runtime.units import UnitOfWork, Units
from care.runtime.worker import Worker

_PREFIX = "!"
#: What is an answer to us even between people who talk: it means nothing else.
_ANSWERS_IN_TALK = frozenset({Ask.CONFIRM, Ask.CANCEL, Ask.PICK, Ask.PLAIN, Ask.NAMED})
_ABOUT_A_CIRCLE = frozenset({Ask.SEND, Ask.REPLACE, Ask.CLOSE})
_OUR_WORDS = ("dispatch-", "mail-", "consent-")
_WITH_SOURCE = frozenset({Ask.SEND, Ask.MAIL, Ask.REPLACE})


class Counter:
    """Takes sendings for `house`; `units` and `worker` let it look for a file beforehand."""

    def __init__(
        self, house: House, office: Office, window: Window, units: Units, worker: Worker
    ) -> None:
        self._house = house
        self._office = office
        self._fetcher = Fetcher(window)
        self._units = units
        self._worker = worker
        self._cards = StatusCards(house.account, house.zone)

    def looks_back(self, message: IncomingMessage) -> bool:
        """Whether `message` may ask to send what was shown just before it."""
        said = read_said(message.text.removeprefix(_PREFIX), BEGINNINGS)
        return said is not None and said.ask in _WITH_SOURCE

    async def prepare(self, message: IncomingMessage) -> None:
        """Open the file that `message` asks to send. Raises TemporaryFailure."""
        if not self.looks_back(message):
            return
        piece = await self._worker.run(lambda: self._look(message))
        if piece is not None:
            await self._fetcher.fetch(message, piece)

    def hear(
        self, work: UnitOfWork, message: IncomingMessage, room: CircleRoom | None
    ) -> list[Outgoing] | None:
        """The answers to what concerns sending; None when it is about something else."""
        said = self._read(work, message, room)
        if said is None:
            return None
        try:
            # Whatever a refused story began is undone with it.
            with work.connection.begin_nested():
                written = self._desk(work, message, room, said).answer(said)
        except Refusal as refusal:
            written = self._refuse(work, message, room, refusal)
            written = set_aside(work, message, said, written)
        return [] if written is None else [_reply(message, written, alone=room is None)]

    def keep(self, work: UnitOfWork, room: CircleRoom, message: IncomingMessage) -> None:
        """Remember what was said in a circle: somebody may have it sent."""
        among = room.kind is RoomKind.PROFESSIONALS
        piece = replace(_without_order(piece_of(message)), among_professionals=among)
        keep_piece(work, room.circle.text, message.room_id, piece)

    def changed(self, work: UnitOfWork, event_id: str, author: str, text: str) -> None:
        """What was said was corrected."""
        change_piece(work, event_id, author, text)

    def erased(self, work: UnitOfWork, event_id: str) -> None:
        """What was said was erased."""
        forget_piece(work.connection, event_id)

    def due(self, work: UnitOfWork, timer: Timer) -> bool:
        """Show news of what left; False when `timer` is about something else."""
        return self._cards.due(work, timer)

    def moved(self, work: UnitOfWork, circle: CircleId, key: str) -> None:
        """The room `key` goes on elsewhere: say there again where what left from it is."""
        for one in reversed(dispatches_of_circle(work.connection, work.keys, circle.text)):
            if one.home is not None and one.home.key == key:
                self._cards.write(work, one, one.home)

    def _read(
        self, work: UnitOfWork, message: IncomingMessage, room: CircleRoom | None
    ) -> Said | None:
        """In a room, `!` begins a story; answers to what we asked may do without it."""
        marked = message.text.startswith(_PREFIX)
        text = message.text.removeprefix(_PREFIX)
        waiting = recall_draft(work, message.room_id, message.sender.user_id)
        if waiting is not None:
            is_plain_talk = room is not None and not marked and message.in_reply_to is None
            among = set(_ANSWERS_IN_TALK if is_plain_talk else ANSWERS)
            if waiting[0].stage is Stage.REVIEW:
                among.discard(Ask.PICK)
            said = read_said(text, among)
            if said is not None:
                return said
        if room is not None and not marked:
            is_about_card = self._cards.pointed(work, message.in_reply_to)
            return read_said(text, {Ask.AGAIN}) if is_about_card else None
        return read_said(text, BEGINNINGS)

    def _desk(
        self, work: UnitOfWork, message: IncomingMessage, room: CircleRoom | None, said: Said
    ) -> SendingDesk:
        key = room.key if room is not None else None
        circle = self._circle(work, message, room)
        if circle is None and said.ask in _ABOUT_A_CIRCLE:
            raise Refusal("circle-which")
        return SendingDesk(
            work=work,
            office=self._office,
            cards=self._cards,
            user_id=message.sender.user_id,
            room_id=message.room_id,
            home=Home(self._house.account, None if key else message.room_id, key),
            source=lambda: self._source(work, message, room, said),
            circle=circle,
            restricted=room is not None and room.kind is RoomKind.PROFESSIONALS,
            pointed=self._cards.pointed(work, message.in_reply_to),
            only_here=room is not None and room.kind is RoomKind.CIRCLE,
            sent=lambda dispatch, _: _close_threads(work, dispatch),
        )

    def _source(
        self, work: UnitOfWork, message: IncomingMessage, room: CircleRoom | None, said: Said
    ) -> Source:
        received = self._received(work, message, room)
        if received is not None:
            return Source(file=received, is_received=True)
        return self._fetcher.take(message.event_id, self._piece(work, message, room, said))

    def _received(
        self, work: UnitOfWork, message: IncomingMessage, room: CircleRoom | None
    ) -> File | None:
        """The file of the filed document whose card is answered. Raises Refusal."""
        circle = self._circle(work, message, room)
        if message.in_reply_to is None or circle is None:
            return None
        sent = transaction_of(work.connection, self._house.account, message.in_reply_to)
        if sent is None:
            return None
        for document in load_documents(work.connection, work.keys, CircleId(circle)):
            shown = load_shown(work.connection, document.id)
            if sent in {shown.card, shown.file}:
                person = message.sender.user_id
                opened = open_document(work, document.circle, document.label, person)
                return File(opened.name, opened.media_type, opened.content)
        return None

    def _look(self, message: IncomingMessage) -> Piece | None:
        """The file to open: none for people who talk, nor for a word that lets a draft leave."""
        units = self._units
        with units.database.begin() as connection:
            work = UnitOfWork(connection, units.keys, units.clock.now(), message.event_id)
            room = room_at(connection, self._house.account, message.room_id)
            said = self._read(work, message, room)
            if said is None or said.ask not in _WITH_SOURCE:
                return None
            return self._piece(work, message, room, said)

    def _piece(
        self, work: UnitOfWork, message: IncomingMessage, room: CircleRoom | None, said: Said
    ) -> Piece | None:
        """The file with this caption; what is answered; without words, the last file there."""
        connection, keys = work.connection, work.keys
        if str(message.content.get("msgtype")) in FILE_TYPES:
            return _without_order(piece_of(message))
        if message.in_reply_to is not None:
            return find_piece(connection, keys, message.in_reply_to, message.room_id)
        if said.ask is Ask.MAIL or ":" in said.rest or "\n" in said.rest:
            return None
        if room is not None:
            return last_file(connection, keys, room_id=message.room_id)
        circle = self._circle(work, message, room)
        return last_file(connection, keys, circle=circle) if circle else None

    def _circle(
        self, work: UnitOfWork, message: IncomingMessage, room: CircleRoom | None
    ) -> str | None:
        if room is not None:
            return room.circle.text
        return recall_memory(work, message.room_id, message.sender.user_id).current

    def _refuse(
        self,
        work: UnitOfWork,
        message: IncomingMessage,
        room: CircleRoom | None,
        refusal: Refusal,
    ) -> Written:
        """What a patient opposes is not read by a whole room."""
        ours = refusal.reason.startswith(_OUR_WORDS)
        written = refuse_sending(refusal) if ours else refuse(refusal)
        if room is not None and refusal.reason.startswith("consent-"):
            tell(work, self._house, message.sender.user_id, written)
            return say_told_alone()
        return written


def _without_order(piece: Piece) -> Piece:
    """A caption that is an order to us is no word about the file."""
    is_order = piece.is_file and piece.text.startswith(_PREFIX)
    return replace(piece, text="") if is_order else piece


def _close_threads(work: UnitOfWork, dispatch: Dispatch) -> None:
    """The end of a conversation with a patient ends it in the room of the mailbox too."""
    if not dispatch.closes or dispatch.circle is None:
        return
    for one in dispatches_of_circle(work.connection, work.keys, dispatch.circle):
        if one.is_to_patient and one.mailbox == dispatch.mailbox:
            thread = join_thread(work, one.mailbox, [one.message_id])
            close_thread(work, thread.number)


def _reply(message: IncomingMessage, written: Written, *, alone: bool) -> Say:
    reply_to = None if alone else message.event_id
    return Say(
        Address(room_id=message.room_id), written.text, html=written.html, in_reply_to=reply_to
    )
