"""A sending by dialogue: what is wanted, a last look, and it leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bots.engine.markup import Written, together
from bots.liaison.sending.cards import StatusCards
from bots.liaison.sending.replies import (
    ask_next,
    refuse_sending,
    say_dropped,
    say_sent_again,
    say_set_aside,
    show_preview,
    show_sendings,
)
from bots.liaison.sending.wording import Ask, Said, read_recipients, read_words
from care.dispatches.drafts import forget_draft, keep_draft, recall_draft
from care.dispatches.model import (
    Dispatch,
    DispatchState,
    Draft,
    File,
    Form,
    Home,
    Piece,
    Stage,
    Wanted,
    Wish,
)
from care.dispatches.office import Office
from care.dispatches.preparing import (
    choose_addressee,
    choose_identity,
    choose_sender,
    choose_type,
    prepare_sending,
)
from care.dispatches.resending import send_again
from care.dispatches.scene import require_dispatch, set_scene
from care.dispatches.store import dispatches_of_circle, dispatches_of_mailbox, dispatches_of_sender
from care.dispatches.tries import mails_of
from care.dispatches.workflow import review, send, standings_of, withdraw
from care.letters.threads import join_thread
from care.matrix.model import IncomingMessage
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork

LISTED = 10
_PREPARED = frozenset({Ask.SEND, Ask.MAIL, Ask.REPLACE, Ask.CLOSE})
#: Refusals after which « sans identité » is an answer.
_MENDED_BY_A_WORD = frozenset(
    {
        "dispatch-identity-locked",
        "dispatch-without-rpps",
        "dispatch-not-paper",
        "dispatch-not-archivable",
    }
)


@dataclass(frozen=True)
class Source:
    """What may be sent: what was said or shown before, and the bytes when it is a file.

    `is_received`: a document that came from elsewhere; it is passed on as it is, under the name of
    who wrote it.
    """

    piece: Piece | None = None
    file: File | None = None
    is_received: bool = False


@dataclass(frozen=True)
class SendingDesk:
    """One order of somebody about sending, said in `room_id`.

    `circle` is the one they speak about; `mailbox` the one they speak in, if it is a mailbox's
    room. `home` is where cards are shown; `source` finds what is to be sent. Raises Refusal.
    """

    work: UnitOfWork
    office: Office
    cards: StatusCards
    user_id: str
    room_id: str
    home: Home
    source: Callable[[], Source]
    circle: str | None = None
    mailbox: str = ""
    #: Said among professionals: neither the patient nor relatives are to be shown it.
    restricted: bool = False
    #: The dispatch whose card is answered.
    pointed: str = ""
    #: In the room of a whole circle only what was sent from there is listed.
    only_here: bool = False
    #: Told of what left, and of its card.
    sent: Callable[[Dispatch, str], None] = lambda dispatch, card: None

    def answer(self, said: Said) -> Written | None:
        """What to say; None when a card says it."""
        match said.ask:
            case Ask.SEND | Ask.MAIL:
                return self._begin(said)
            case Ask.LIST:
                return self._list()
            case Ask.REPLACE:
                return self._replace(said)
            case Ask.WITHDRAW:
                return self._withdraw(said)
            case Ask.CLOSE:
                return self._close(said)
            case Ask.AGAIN:
                return self._again(said)
            case Ask.CANCEL:
                forget_draft(self.work, self.room_id, self.user_id)
                return say_dropped()
            case Ask.CONFIRM:
                self._send()
                return None
            case _:
                return self._change(said)

    def _begin(self, said: Said) -> Written:
        wishes, text = read_recipients(said.rest)
        if not wishes:
            raise Refusal("dispatch-to-whom")
        source = self.source()
        is_document = said.ask is Ask.SEND and self.circle and not source.is_received
        form = Form.DOCUMENT if is_document else Form.MAIL
        if form is Form.DOCUMENT and not text and source.piece is None and source.file is None:
            raise Refusal("dispatch-what")
        wanted = Wanted(
            form, wishes, text, source.piece, source.file, self.mailbox, restricted=self.restricted
        )
        return self._prepare(wanted)

    def _replace(self, said: Said) -> Written:
        old = self._numbered(said.number)
        source = self.source()
        text = read_words(said.rest)
        if not text and source.piece is None and source.file is None:
            raise Refusal("dispatch-what")
        wanted = Wanted(
            Form.DOCUMENT, (), text, source.piece, source.file, self.mailbox,
            replaces=old.id, restricted=self.restricted,
        )  # fmt: skip
        return self._prepare(wanted)

    def _close(self, said: Said) -> Written:
        wanted = Wanted(Form.MAIL, (Wish("", is_patient=True),), said.rest, closes=True)
        return self._prepare(wanted)

    def _withdraw(self, said: Said) -> Written | None:
        old = self._numbered(said.number)
        notice = withdraw(self.work, self.office, self.user_id, old.id, self.home)
        self.cards.write(self.work, notice, self.home)
        self.cards.edit(self.work, old.id)
        return None

    def _again(self, said: Said) -> Written:
        """To whom it lacks, without another look: nothing in it changed."""
        lacking = self.pointed if said.number is None else ""
        dispatch = require_dispatch(self.work, lacking or self._lacking(said.number).id)
        to = send_again(self.work, self.office, self.user_id, dispatch.id)
        join_thread(self.work, dispatch.mailbox, mails_of(self.work, dispatch))
        self.cards.edit(self.work, dispatch.id)
        return say_sent_again(to)

    def _lacking(self, number: int | None) -> Dispatch:
        """The sending with this number; without one, the last that somebody did not get."""
        if number is not None:
            return self._numbered(number)
        for one in self._listed():
            if any(standing.again for standing in standings_of(self.work, one)):
                return one
        raise Refusal("dispatch-nothing-failed")

    def _prepare(self, wanted: Wanted) -> Written:
        draft = prepare_sending(self.work, self.office, self.user_id, self.circle, wanted)
        content = wanted.file.content if wanted.file else b""
        return self._keep(draft, content)

    def _change(self, said: Said) -> Written:
        draft, content = self._waiting()
        match said.ask:
            case Ask.PICK if draft.stage is Stage.WHO:
                draft = choose_addressee(self.work, self.office, draft, said.number or 0)
            case Ask.PICK if draft.stage is Stage.TYPE:
                draft = choose_type(draft, number=said.number)
            case Ask.TYPE if draft.form is Form.DOCUMENT:
                draft = choose_type(draft, typed=said.rest)
            case Ask.PLAIN | Ask.NAMED:
                draft = choose_identity(draft, wanted=said.ask is Ask.NAMED)
            case Ask.FROM:
                draft = choose_sender(self.work, self.office, draft, said.number or 0)
            case _:
                raise Refusal("dispatch-no-number", most=0)
        return self._keep(draft, content)

    def _keep(self, draft: Draft, content: bytes) -> Written:
        """Keep the draft, and ask what is missing or show what would leave.

        What cannot leave as it is stays a draft, when a word may mend it.
        """
        if draft.stage is not Stage.REVIEW:
            keep_draft(self.work, self.room_id, draft, content)
            return ask_next(draft)
        try:
            preview = review(self.work, self.office, draft, content)
        except Refusal as refusal:
            if refusal.reason not in _MENDED_BY_A_WORD:
                raise
            keep_draft(self.work, self.room_id, draft, content)
            return refuse_sending(refusal)
        keep_draft(self.work, self.room_id, draft, content)
        return show_preview(preview)

    def _send(self) -> None:
        draft, content = self._waiting()
        if draft.stage is not Stage.REVIEW:
            raise Refusal(
                "dispatch-which-type" if draft.stage is Stage.TYPE else "dispatch-to-whom"
            )
        dispatch = send(self.work, self.office, draft, content, self.home)
        forget_draft(self.work, self.room_id, self.user_id)
        card = self.cards.write(self.work, dispatch, self.home)
        self.sent(dispatch, card)
        if draft.replaces is not None:
            self.cards.edit(self.work, draft.replaces)

    def _list(self) -> Written:
        told = [(one, standings_of(self.work, one)) for one in self._listed()]
        return show_sendings(told, self.office.zone)

    def _listed(self) -> list[Dispatch]:
        """The newest first. Raises Refusal unless they may know."""
        connection, keys = self.work.connection, self.work.keys
        if self.mailbox:
            return dispatches_of_mailbox(connection, keys, self.mailbox, LISTED)
        if self.circle is None:
            return dispatches_of_sender(connection, keys, self.user_id, LISTED)
        set_scene(self.work, self.office, self.user_id, self.circle)
        every = dispatches_of_circle(connection, keys, self.circle)
        here = [one for one in every if not self.only_here or _is_at(one, self.home)]
        return here[:LISTED]

    def _numbered(self, number: int | None) -> Dispatch:
        """The sending with this number in the list; the last document that holds without one."""
        listed = self._listed()
        if number is None:
            listed = [
                one
                for one in listed
                if one.form is Form.DOCUMENT and one.state is DispatchState.SENT
            ]
            number = 1
        if not 1 <= number <= len(listed):
            raise Refusal("dispatch-unknown")
        return require_dispatch(self.work, listed[number - 1].id)

    def _waiting(self) -> tuple[Draft, bytes]:
        waiting = recall_draft(self.work, self.room_id, self.user_id)
        if waiting is None:
            raise Refusal("dispatch-nothing-waits")
        return waiting


def set_aside(work: UnitOfWork, message: IncomingMessage, said: Said, refused: Written) -> Written:
    """Who asked for another sending does not let the one before leave by « envoyer »."""
    place, person = message.room_id, message.sender.user_id
    if said.ask not in _PREPARED or recall_draft(work, place, person) is None:
        return refused
    forget_draft(work, place, person)
    return together(refused, say_set_aside())


def _is_at(dispatch: Dispatch, home: Home) -> bool:
    there = dispatch.home
    return there is not None and (there.key, there.room_id) == (home.key, home.room_id)
