"""Tasks by dialogue: in a circle's room, among professionals, or alone with Liaison."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from bots.engine.markup import Written, fact, write
from bots.liaison.house import House
from bots.liaison.meant import find_member
from bots.liaison.orders import Order, Verb
from bots.liaison.tasks.cards import Cards
from bots.liaison.tasks.choices import hour_chosen, is_never, quiet_chosen
from bots.liaison.tasks.listed import Listed
from bots.liaison.tasks.replies import (
    ask_moment,
    confirm_added,
    write_card,
    write_day,
    write_tasks,
)
from bots.liaison.tasks.texts import TEXTS
from care.access.act import RoomKind
from care.accounts.store import account_of, load_accounts
from care.circles.dialogue import Memory
from care.circles.model import CircleId, Section
from care.circles.reading import require_circle
from care.circles.rights import SECTIONS
from care.circles.rooms import CircleRoom
from care.circles.store import load_members
from care.day.standing import patients_of, team_of, who_acts
from care.day.telling import tell_schedule
from care.day.wording import Worded, is_myself, read_task, tidy
from care.directory.spelling import words
from care.matrix.model import IncomingMessage
from care.moments.french.model import Meaning, Reading
from care.moments.french.reading import read_moment
from care.moments.model import Schedule, parse_key
from care.moments.occurrences import next_occurrence
from care.moments.wall import instant_of
from care.pages.workflow import create_link
from care.runtime.errors import Refusal
from care.runtime.outgoing import Address
from care.runtime.texts import french_time
from care.runtime.units import UnitOfWork
from care.tasks.agenda import comes_back, due_key
from care.tasks.model import (
    ASSIGNEE,
    FOR_ALL,
    SCHEDULE,
    TEXT,
    URGENT,
    Act,
    Change,
    Edit,
    Task,
    Value,
    Who,
)
from care.tasks.myday import list_my_day
from care.tasks.reminding import choose_preferences
from care.tasks.rules import can
from care.tasks.store import load_circle_tasks, load_preferences
from care.tasks.taking import add_task
from care.tasks.workflow import (
    cancel_task,
    finish_task,
    hand_over_task,
    postpone_task,
    reopen_task,
    show_task,
)

_TO = re.compile(r"\s+(?:(?:à|a)\s+|@\s?)", re.IGNORECASE)

VERBS = frozenset(
    {Verb.TASK, Verb.DONE, Verb.REOPEN_TASK, Verb.POSTPONE, Verb.HAND_OVER, Verb.DROP_TASK,
     Verb.TASKS, Verb.MY_DAY, Verb.QUIET}
)  # fmt: skip


@dataclass
class TaskDesk:
    """One order of somebody about tasks. `memory` is what is remembered of the dialogue after it.

    `circle` is the one they speak about, if any. Raises Refusal.
    """

    work: UnitOfWork
    house: House
    message: IncomingMessage
    memory: Memory
    circle: CircleId | None
    room: CircleRoom | None = None

    def answer(self, order: Order) -> Written:
        """What to say."""
        match order.verb:
            case Verb.TASK:
                return self._take(order.rest)
            case Verb.MY_DAY:
                return self._my_day(order.rest)
            case Verb.TASKS:
                return self._tasks()
            case Verb.QUIET:
                return self._choose_peace(order.rest)
            case Verb.POSTPONE:
                return self._postpone(order.rest)
            case Verb.HAND_OVER:
                return self._hand_over(order.rest)
            case _:
                return self._step(order)

    def choose(self, number: int) -> Written | None:
        """Take one of the meanings that were asked about; None when nothing was."""
        if self.memory.asked is None:
            return None
        asked = self._asked(self.memory.asked)
        if not 1 <= number <= len(asked.meanings):  # « le 9 » is a date, then
            return self.specify(self.message.text)
        return self._settle(self.memory.asked, asked.meanings[number - 1])

    def specify(self, said: str) -> Written | None:
        """Take the moment that was said instead of a number; None when nothing was asked."""
        if self.memory.asked is None:
            return None
        meanings = self._asked(self.memory.asked).meanings
        reading = read_moment(said.lstrip("!"), self.work.now, str(self.house.zone))
        if len(reading.meanings) != 1 or words(reading.text) or not meanings:
            return ask_moment(meanings, self._today)
        meant = replace(reading.meanings[0], text=meanings[0].text)
        return self._settle(self.memory.asked, meant)

    def take_back(self) -> Written | None:
        """Give up what was asked, or take back the task that was just noted; None for neither."""
        noted, asked = self.memory.noted, self.memory.asked
        self.memory = replace(self.memory, asked=None, noted=None, postponed=None)
        if asked is not None or noted is None:
            return None
        done = cancel_task(self.work, self._who, noted, self.message.event_id)
        self._show(done.task)
        return write([TEXTS.say("task-cancelled-now", text=fact(done.task.text))])

    def _asked(self, asked: str) -> Reading:
        if self.memory.postponed is None:
            return self._read(asked).reading
        return read_moment(asked, self.work.now, str(self.house.zone))

    def _settle(self, asked: str, meaning: Meaning) -> Written:
        postponed = self.memory.postponed
        self.memory = replace(self.memory, asked=None, postponed=None)
        if postponed is None:
            return self._add(self._read(asked), meaning)
        return self._put_off(*postponed, meaning.schedule)

    @property
    def _who(self) -> Who:
        return who_acts(self.work, self.message.sender.user_id, self.house.account)

    @property
    def _today(self) -> date:
        return self.house.today(self.work.now)

    def _read(self, text: str) -> Worded:
        return read_task(text, self.work.now, self.house.zone)

    def _take(self, rest: str) -> Written:
        worded = self._read(rest)
        if not words(worded.text):
            raise Refusal("task-what")
        if worded.is_for_several:
            raise Refusal("task-one-person")
        reading = worded.reading
        if reading.problem is not None:
            raise Refusal(f"moment-{reading.problem.value}")
        if len(reading.meanings) > 1:
            self.memory = replace(self.memory, asked=rest)
            return ask_moment(reading.meanings, self._today)
        return self._add(worded, reading.meanings[0] if reading.meanings else None)

    def _add(self, worded: Worded, meaning: Meaning | None) -> Written:
        circle = None if worded.is_own else self.circle
        text = tidy(meaning.text) if meaning else worded.text
        values: dict[str, Value] = {TEXT: text or worded.text}
        if meaning is not None:
            values[SCHEDULE] = meaning.schedule
        if worded.is_urgent:
            values[URGENT] = True
        if worded.person:
            values[ASSIGNEE] = self._person(worded.person, circle)
        if self._is_read_by_relatives(circle):
            values[FOR_ALL] = True  # it was said before them
        changes = {name: Change(value) for name, value in values.items()}
        who = self._who
        edit = Edit(self.message.event_id, self.work.now, who.user_id, changes)
        team = team_of(self.work, circle) if circle else None
        task_id = f"t{secrets.token_hex(16)}"
        task = add_task(self.work, who, task_id, circle.text if circle else None, edit, team).task
        return self._written(task, meaning, circle)

    def _written(self, task: Task, meaning: Meaning | None, circle: CircleId | None) -> Written:
        names = self._names(circle)
        named = require_circle(self.work, circle).pseudonym if circle and not self.room else ""
        self.memory = replace(self.memory, noted=task.id)
        undo = "task-undo" if self.room is None else "task-undo-room"
        told = confirm_added(task, meaning, names, self._today, named, undo)
        card = write_card(task, names, self._today)
        Cards(self.house.account).write(self.work, task.id, self._home(task), card)
        return told

    def _home(self, task: Task) -> Address:
        """Where its card is: where it was said; who is to do it reads it too."""
        if self.room is not None:
            return Address(key=self.room.key)
        return Address(person=task.assignee or task.author)

    def _is_read_by_relatives(self, circle: CircleId | None) -> bool:
        if circle is None or self.room is None or self.room.kind is RoomKind.PROFESSIONALS:
            return False
        members = load_members(self.work.connection, self.work.keys, circle)
        return any(SECTIONS[member.role] is Section.RELATIVES for member in members)

    def _person(self, name: str, circle: CircleId | None) -> str:
        if is_myself(name) or circle is None:
            return self.message.sender.user_id
        members = load_members(self.work.connection, self.work.keys, circle)
        return find_member(members, name).user_id

    def _step(self, order: Order) -> Written:
        act, said = {
            Verb.DONE: (finish_task, "task-finished"),
            Verb.REOPEN_TASK: (reopen_task, "task-reopened"),
            Verb.DROP_TASK: (cancel_task, "task-cancelled-now"),
        }[order.verb]
        lines = []
        for rank, (task_id, key) in enumerate(self._listed.all_in(order.rest)):
            edit_id = f"{self.message.event_id}.{rank}" if rank else self.message.event_id
            done = act(self.work, self._who, task_id, edit_id, key or None)
            self._show(done.task)
            lines.append(TEXTS.say(said, text=fact(done.task.text)))
        return write(lines)

    def _postpone(self, rest: str) -> Written:
        meant, when = self._listed.numbered(rest)
        if meant is None:
            meant = self._listed.called(read_moment(rest, self.work.now, str(self.house.zone)).text)
        reading = read_moment(when, self.work.now, str(self.house.zone))
        if reading.problem is not None:
            raise Refusal(f"moment-{reading.problem.value}")
        if not reading.meanings:
            raise Refusal("moment-none")
        if len(reading.meanings) > 1:
            self.memory = replace(self.memory, asked=when, postponed=meant)
            return ask_moment(reading.meanings, self._today)
        return self._put_off(*meant, reading.meanings[0].schedule)

    def _put_off(self, task_id: str, key: str, to: Schedule) -> Written:
        to = self._at_its_hour(task_id, key, to)
        moved = postpone_task(self.work, self._who, task_id, self.message.event_id, to, key or None)
        self._show(moved.task)
        told = tell_schedule(to, self._today)
        return write([TEXTS.say("task-postponed", text=fact(moved.task.text), when=told)])

    def _at_its_hour(self, task_id: str, key: str, to: Schedule) -> Schedule:
        """« Reporter 1 demain » changes the day, not the hour at which it rings."""
        if to.times or to.repeat is not None:
            return to
        task = show_task(self.work, self._who, task_id)
        if task.schedule is None:
            return to
        due = parse_key(key or (due_key(task, self.work.now) if comes_back(task) else ""))
        at = due.at if due is not None else next(iter(task.schedule.times), None)
        if at is None or instant_of(to.day, at, to.zone) <= self.work.now:
            return to
        return replace(to, times=(at,))

    def _hand_over(self, rest: str) -> Written:
        meant, name = self._listed.numbered(rest)
        if meant is None:
            what, _, name = _TO.sub("\n", f" {rest}").rpartition("\n")
            meant = self._listed.called(what)
        task_id, _ = meant
        task = show_task(self.work, self._who, task_id)
        if task.circle is None:
            raise Refusal("task-personal")
        circle = CircleId(task.circle)
        bare = _TO.sub("", f" {name}", count=1).strip()
        if not words(bare):
            raise Refusal("task-whom")
        person = self._person(bare, circle)
        standing = team_of(self.work, circle)[person]
        done = hand_over_task(
            self.work, self._who, task_id, self.message.event_id, person, standing
        )
        self._show(done.task)
        shown = self._names(circle).get(person, "")
        said = TEXTS.say("task-handed", text=fact(task.text), name=fact(shown.partition(" – ")[0]))
        return write([said])

    @property
    def _listed(self) -> Listed:
        """The tasks that a number or a few words may mean."""
        return Listed(
            self.memory.tasks,
            lambda task_id: show_task(self.work, self._who, task_id).text,
            self.memory.noted,
        )

    def _my_day(self, rest: str) -> Written:
        who = self._who
        at = hour_chosen(rest, self.work.now, str(self.house.zone))
        if at is not None or is_never(rest):
            return self._choose_hour(who, at)
        day = list_my_day(self.work, who)
        self.memory = replace(
            self.memory, tasks=tuple((item.task.id, item.key) for item in day.items)
        )
        return write_day(day, patients_of(self.work, who), self._page(who))

    def _page(self, who: Who) -> str:
        """A link to the same day, for whoever may open pages."""
        if not self.house.pages_url or account_of(self.work.connection, who.user_id) is None:
            return ""
        return create_link(self.work, self.house.pages_url, who.user_id, "day")

    def _choose_hour(self, who: Who, at: time | None) -> Written:
        """« ma journée à 7h30 », « ma journée jamais »."""
        before = load_preferences(self.work.connection, who.user_id)
        chosen = replace(before, summary_at=at, zone=str(self.house.zone))
        choose_preferences(self.work, who, chosen)
        if at is None:
            return write([TEXTS.say("day-hour-none")])
        return write([TEXTS.say("day-hour-kept", time=french_time(at))])

    def _choose_peace(self, rest: str) -> Written:
        """« ne pas déranger de 20h à 7h », « ne pas déranger jamais »."""
        who = self._who
        hours = quiet_chosen(rest)
        if hours is None and not is_never(rest):
            raise Refusal("task-quiet-when")
        start, end = hours or (None, None)
        before = load_preferences(self.work.connection, who.user_id)
        chosen = replace(before, quiet_from=start, quiet_to=end, zone=str(self.house.zone))
        choose_preferences(self.work, who, chosen)
        if start is None or end is None:
            return write([TEXTS.say("quiet-none")])
        said = {"start": french_time(start), "end": french_time(end)}
        return write([TEXTS.say("quiet-kept", **said)])

    def _tasks(self) -> Written:
        if self.circle is None:
            return self._my_day("")
        who = self._who
        every = load_circle_tasks(self.work.connection, self.work.keys, self.circle.text)
        readable = sorted(
            (task for task in every if can(Act.READ, task, who)),
            key=lambda task: (not task.is_urgent, *_next(task, self.work.now)),
        )
        self.memory = replace(self.memory, tasks=tuple((task.id, "") for task in readable))
        return write_tasks(readable, self._names(self.circle), self._today)

    def _names(self, circle: CircleId | None) -> dict[str, str]:
        if circle is None:
            return {a.user_id: a.display_name for a in load_accounts(self.work.connection)}
        members = load_members(self.work.connection, self.work.keys, circle, past=True)
        return {member.user_id: member.name for member in members}

    def _show(self, task: Task) -> None:
        """Have its card say what holds now."""
        circle = CircleId(task.circle) if task.circle else None
        card = write_card(task, self._names(circle), self._today)
        Cards(self.house.account).show(self.work, task, card)


def _next(task: Task, now: datetime) -> tuple[bool, str]:
    """For sorting: when it comes round next, what has no date last."""
    if task.schedule is None:
        return True, ""
    coming = next_occurrence(task.schedule, now) if comes_back(task) else None
    day = task.schedule.day.isoformat()
    at = f"T{min(task.schedule.times):%H:%M}" if task.schedule.times else ""
    return False, coming.key if coming else f"{day}{at}"
