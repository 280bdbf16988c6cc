"""What one message is answered with: everything at hand, for whoever asks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bots.engine.markup import Written
from bots.liaison.documents.desk import VERBS as OF_DOCUMENTS
from bots.liaison.documents.desk import DocumentDesk
from bots.liaison.documents.showing import Showcase
from bots.liaison.drafting import Drafting, read_told
from bots.liaison.house import House
from bots.liaison.keeping import Keeper
from bots.liaison.orders import Order, Verb
from bots.liaison.patient_desk import PatientDesk
from bots.liaison.people_desk import PeopleDesk
from bots.liaison.people_replies import say_digest_sent
from bots.liaison.reaching import tell
from bots.liaison.replies import (
    MAIL_PAGES,
    PAGES,
    announce_trial,
    explain_room,
    explain_use,
    say_cancelled,
    say_circle_page,
    say_emergency,
    say_managed,
    say_nothing_waits,
    say_pages,
    say_thanks,
    show_circle,
    show_lists,
    show_patients,
    tell_emergency,
    tell_emergency_coordinator,
)
from bots.liaison.tasks.desk import VERBS, TaskDesk
from care.accounts.store import account_of
from care.circles.dialogue import Draft, Memory, keep_memory, recall_memory
from care.circles.emergency import break_glass
from care.circles.lists import lists_of
from care.circles.mine import MyCircles, Sieve, my_circles, understand_sieve
from care.circles.model import CircleId
from care.circles.reading import manage_circle, see_circle
from care.circles.rooms import CircleRoom, matrix_room, rooms_of
from care.circles.store import load_members
from care.circles.waking import wake_at_end
from care.identity.matching import Candidate
from care.identity.reason import Environment
from care.matrix.model import IncomingMessage
from care.pages.workflow import create_link
from care.runtime.errors import Refusal
from care.runtime.outgoing import Address, Outgoing, Say
from care.runtime.units import UnitOfWork
from care.tasks.trial import set_trial

_OF_PEOPLE = frozenset(
    {Verb.ADD, Verb.REMOVE, Verb.LEAVE, Verb.ROLE, Verb.TEAM, Verb.WRITE_TO, Verb.MEMBERS,
     Verb.CLOSE, Verb.REOPEN, Verb.DIGEST}
)  # fmt: skip
_OF_PATIENT = frozenset(
    {Verb.IDENTITY, Verb.CORRECT, Verb.PHONE, Verb.ADDRESS, Verb.ALERT, Verb.CONSENT,
     Verb.OPPOSITION, Verb.DOUBT, Verb.LIFT_DOUBT, Verb.FICTITIOUS, Verb.TRAIL, Verb.LIST_ADD,
     Verb.LIST_REMOVE}
)  # fmt: skip
#: What is said of a patient's will, or tells who did what, is not read by a whole room.
_ALONE_ONLY = frozenset(
    {Verb.CONSENT, Verb.OPPOSITION, Verb.TRAIL, Verb.DOUBT, Verb.LIFT_DOUBT, Verb.FICTITIOUS,
     Verb.CORRECT, Verb.LIST_ADD, Verb.LIST_REMOVE, Verb.EMERGENCY, Verb.NEW_CIRCLE,
     Verb.MY_PATIENTS, Verb.MANAGE, Verb.MY_DAY, Verb.QUIET, Verb.PAGES,
     Verb.RING}
)  # fmt: skip


#: What may answer a question about a task, or take it back.
_ANSWERS = frozenset({Verb.PICK, Verb.CANCEL, Verb.OTHER})
#: What is answered while a circle is being prepared, which waits.
_ASIDE = frozenset({Verb.HELP, Verb.MY_PATIENTS, Verb.PAGES, Verb.EMERGENCY, Verb.RING, Verb.LISTS})
_TASKS_ASIDE = frozenset({Verb.TASK, Verb.TASKS, Verb.MY_DAY})


@dataclass(frozen=True)
class Desk:
    """One message of somebody. Raises Refusal when the answer is no."""

    work: UnitOfWork
    house: House
    environment: Environment
    message: IncomingMessage
    room: CircleRoom | None = None

    @property
    def user_id(self) -> str:
        """Who asks."""
        return self.message.sender.user_id

    def answer(self, order: Order) -> list[Outgoing]:
        """What to send: in the conversation of two, or in the room of a circle."""
        memory = self._recall(order)
        if self.room is not None:
            return self._in_room(self.room, memory, order)
        if _is_about_tasks(memory, order):
            return self._tasks(memory, order, _circle(memory))
        if order.verb is Verb.CANCEL and memory.draft is not None:
            self._remember(replace(memory, draft=None))
            return self._say(say_cancelled())
        if order.verb is Verb.NEW_CIRCLE:
            return self._draft(memory, *self._drafting().begin(order.rest))
        if memory.draft is not None and order.verb not in _ASIDE:
            answered = self._drafting().continue_(memory.draft, order, self.message.text)
            return self._draft(memory, *answered)
        return self._alone(memory, order)

    def _recall(self, order: Order) -> Memory:
        """Where they stand. Whoever asks something else answers no more what was asked before."""
        memory = recall_memory(self.work, self.message.room_id, self.user_id)
        if memory.asked is not None and order.verb not in _ANSWERS:
            memory = replace(memory, asked=None, postponed=None)
            self._remember(memory)
        if memory.noted is not None and order.verb not in VERBS | {Verb.CANCEL}:
            memory = replace(memory, noted=None)
            self._remember(memory)
        return memory

    def _in_room(self, room: CircleRoom, memory: Memory, order: Order) -> list[Outgoing]:
        if order.verb in _ALONE_ONLY:
            raise Refusal("alone-only")
        if order.verb in VERBS or order.verb in _ANSWERS:
            return self._tasks(memory, order, room.circle)
        return self._about(room.circle, order)

    def _tasks(self, memory: Memory, order: Order, circle: CircleId | None) -> list[Outgoing]:
        """An order about tasks, or the answer to what was asked about one."""
        desk = TaskDesk(self.work, self.house, self.message, memory, circle, self.room)
        written: Written | None
        if order.verb is Verb.CANCEL:
            asked = memory.asked is not None
            written = desk.take_back() or (say_cancelled() if asked else say_nothing_waits())
        elif order.verb is Verb.PICK:
            written = desk.choose(order.number or 0)
        elif order.verb is Verb.OTHER:
            written = desk.specify(order.rest)
        else:
            written = desk.answer(order)
        self._remember(desk.memory)
        return self._say(written or explain_room())

    def _alone(self, memory: Memory, order: Order) -> list[Outgoing]:
        match order.verb:
            case Verb.HELP | Verb.OTHER | Verb.YES | Verb.NO | Verb.CANCEL:
                return self._say(explain_use())
            case Verb.THANKS:
                return self._say(say_thanks())
            case Verb.MY_PATIENTS:
                sieve = understand_sieve(self.work, self.user_id, order.rest)
                return self._list(memory, sieve, 0)
            case Verb.MORE:
                return self._list(memory, memory.sieve, memory.following)
            case Verb.LISTS:
                return self._say(show_lists(lists_of(self.work, self.user_id)))
            case Verb.PAGES:
                return self._say(say_pages(self._page_links()))
            case Verb.RING:
                return self._try_to_ring()
            case Verb.PICK:
                return self._pick(memory, order.number or 0)
            case Verb.MANAGE:
                circle = manage_circle(self.work, order.rest, self.user_id)
                self._remember(replace(memory, current=circle.id.text))
                return self._say(say_managed(circle))
            case Verb.EMERGENCY:
                return self._break_glass(order.rest)
            case _ if memory.current is None:
                raise Refusal("circle-which")
            case _:
                return self._about(CircleId(memory.current), order)

    def _about(self, circle: CircleId, order: Order) -> list[Outgoing]:
        alone = self.room is None
        if order.verb is Verb.CIRCLE_PAGE:
            return self._circle_page(circle)
        if order.verb in _OF_PEOPLE:
            people = PeopleDesk(self.work, self.house, self.user_id, circle, alone=alone)
            return [*people.answer(order), *self._say(people.written)]
        if order.verb in OF_DOCUMENTS:
            showcase = Showcase(self.house, Keeper(self.house).settle)
            shelf = DocumentDesk(self.work, self.house, self.message, circle, showcase, self.room)
            return shelf.answer(order)
        if order.verb in _OF_PATIENT:
            desk = PatientDesk(self.work, self.house, self.environment, self.user_id, circle)
            return self._say(desk.answer(order))
        return self._say(explain_room())

    def _list(self, memory: Memory, sieve: Sieve, offset: int) -> list[Outgoing]:
        mine = my_circles(self.work, self.user_id, sieve, offset)
        if offset and not mine.lines:  # « plus » when all was shown
            return self._list(memory, sieve, 0)
        listed = tuple(line.circle.id.text for line in mine.lines)
        before = memory.listed if offset else ()
        self._remember(
            replace(
                memory,
                draft=None,
                listed=(*before, *listed),
                sieve=sieve,
                following=mine.following,
            )
        )
        return self._say(self._show(mine, is_first=offset == 0))

    def _show(self, mine: MyCircles, *, is_first: bool) -> Written:
        is_known = account_of(self.work.connection, self.user_id) is not None
        page = self._page_link("patients") if is_first and is_known and mine.lines else ""
        return show_patients(mine, self.house, self.work.now, page)

    def _pick(self, memory: Memory, number: int) -> list[Outgoing]:
        if not 1 <= number <= len(memory.listed):
            raise Refusal("circle-no-number")
        circle = CircleId(memory.listed[number - 1])
        picture = see_circle(self.work, circle, self.user_id)
        self._remember(replace(memory, current=circle.text))
        rooms = rooms_of(self.work.connection, circle)
        where = [matrix_room(self.work.connection, self.house.account, room) for room in rooms[:1]]
        return self._say(show_circle(picture, self.house, self.work.now, where[0]))

    def _try_to_ring(self) -> list[Outgoing]:
        set_trial(self.work, self.house.account, self.user_id)
        return self._say(announce_trial())

    def _page_links(self) -> dict[str, str]:
        mail = MAIL_PAGES if self.user_id in self.house.mail_people else ()
        return {page: self._page_link(page) for page in (*PAGES[:-1], *mail, PAGES[-1])}

    def _page_link(self, page: str) -> str:
        if account_of(self.work.connection, self.user_id) is None:
            raise Refusal("pages-not-yours")
        return create_link(self.work, self.house.pages_url, self.user_id, page)

    def _circle_page(self, circle_id: CircleId) -> list[Outgoing]:
        """The link opens the page to one person: it is written where they alone read."""
        circle = see_circle(self.work, circle_id, self.user_id).circle
        written = say_circle_page(circle, self._page_link(f"circle/{circle_id}"))
        if self.room is None:
            return self._say(written)
        tell(self.work, self.house, self.user_id, written)
        return self._say(say_digest_sent())

    def _break_glass(self, rest: str) -> list[Outgoing]:
        who, colon, reason = rest.rpartition(":")
        if not colon:
            raise Refusal("emergency-how")
        told = read_told(who, self.environment)
        if told.missing:
            raise Refusal("emergency-how")
        taken = break_glass(
            self.work,
            self.user_id,
            Candidate(told.traits, told.number),
            reason,
            lasts=self.house.emergency,
        )
        wake_at_end(self.work, self.house.account, taken.circle.id, taken.member)
        Keeper(self.house).settle(self.work, taken.circle.id)  # the room, before what is said in it
        to = Address(key=rooms_of(self.work.connection, taken.circle.id)[0].key)
        warned = tell_emergency(taken, self.house)
        members = load_members(self.work.connection, self.work.keys, taken.circle.id)
        warned_people = tuple(m.user_id for m in members if m.user_id != self.user_id)
        say = Say(to, warned.text, html=warned.html, mentions=warned_people)
        self.work.send(self.house.account, say)
        for coordinator in taken.coordinators:
            words = tell_emergency_coordinator(taken, self.house)
            tell(self.work, self.house, coordinator, words, rings=True)
        return self._say(say_emergency(taken, self.house))

    def _drafting(self) -> Drafting:
        return Drafting(self.work, self.house, self.user_id, self.environment)

    def _draft(self, memory: Memory, draft: Draft | None, written: Written) -> list[Outgoing]:
        self._remember(replace(memory, draft=draft, asked=None, postponed=None))
        return self._say(written)

    def _remember(self, memory: Memory) -> None:
        keep_memory(self.work, self.message.room_id, self.user_id, memory)

    def _say(self, written: Written) -> list[Outgoing]:
        reply_to = None if self.room is None else self.message.event_id
        to = Address(room_id=self.message.room_id)
        return [Say(to, written.text, html=written.html, in_reply_to=reply_to)]


def _circle(memory: Memory) -> CircleId | None:
    return CircleId(memory.current) if memory.current else None


def _is_about_tasks(memory: Memory, order: Order) -> bool:
    """Whether it is about tasks, or answers what was asked about one; a draft has its answers."""
    match order.verb:
        case Verb.PICK:
            return memory.asked is not None
        case Verb.CANCEL:
            return memory.asked is not None or memory.noted is not None
        case Verb.OTHER:
            return memory.asked is not None and memory.draft is None
        case verb:
            return verb in (VERBS if memory.draft is None else _TASKS_ASIDE)
