"""What is due: reminders that ring where the task was written, and the day at its hour."""

from __future__ import annotations

from bots.liaison.house import House
from bots.liaison.reaching import tell
from bots.liaison.tasks.cards import Cards
from bots.liaison.tasks.replies import ring, ring_for_test, write_card, write_day
from care.accounts.store import load_accounts
from care.audit.model import Face
from care.circles.model import CircleId
from care.circles.store import load_member
from care.day.standing import patients_of, team_of, who_acts
from care.pages.workflow import page_of
from care.runtime.errors import Refusal
from care.runtime.outgoing import Address, Say
from care.runtime.timers import Timer
from care.runtime.units import UnitOfWork
from care.tasks.bells import task_to_show
from care.tasks.leaving import release_tasks
from care.tasks.model import Ringing, Standing, Task
from care.tasks.reminding import day_to_tell, fire_reminder, is_reminder, tell_day
from care.tasks.store import load_circle_tasks, load_task
from care.tasks.trial import person_to_try
from care.tasks.workflow import finish_task

_LATE_SECONDS = 120


class Bells:
    """Rings for `house`, and takes in the signs that people put on what it wrote."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._cards = Cards(house.account)

    def due(self, work: UnitOfWork, timer: Timer) -> bool:
        """Do what `timer` is for; False when it is about something else."""
        if is_reminder(timer):
            ringing = fire_reminder(work, timer)
            if ringing is not None:
                self._ring(work, ringing)
            return True
        if (changed := task_to_show(timer)) is not None:
            stored = load_task(work.connection, work.keys, changed)
            if stored is not None:
                self.show(work, stored.task)
            return True
        if (tried := person_to_try(timer)) is not None:
            tell(work, self._house, tried, ring_for_test(), rings=True)
            return True
        person = day_to_tell(timer)
        if person is None:
            return False
        who = who_acts(work, person, self._house.account, Face.SYSTEM)
        day = tell_day(work, timer, who)
        if day.items:
            words = write_day(day, patients_of(work, who), page_of(self._house.pages_url, "day"))
            tell(work, self._house, person, words, rings=True)
        return True

    def signed(self, work: UnitOfWork, person: str, sent: str, sign: str) -> bool:
        """`person` said by a sign on the message `sent` that its task is done."""
        task_id = self._cards.task_of(work, sent)
        if task_id is None:
            return False
        try:
            with work.connection.begin_nested():
                who = who_acts(work, person, self._house.account)
                done = finish_task(work, who, task_id, sign).task
        except Refusal:
            return True
        self.show(work, done)
        return True

    def show(self, work: UnitOfWork, task: Task) -> None:
        """Have the card of a task say what holds now."""
        card = write_card(task, self._names(work), self._house.today(work.now))
        self._cards.show(work, task, card)

    def moved(self, work: UnitOfWork, circle: CircleId, key: str) -> None:
        """The room `key` goes on elsewhere: write there the cards of what is still to be done."""
        names, today = self._names(work), self._house.today(work.now)
        for task in load_circle_tasks(work.connection, work.keys, circle.text):
            home = self._cards.home(work, task.id)
            if home is not None and home.key == key:
                self._cards.write(work, task.id, home, write_card(task, names, today))

    def gone(self, work: UnitOfWork, circle: CircleId, person: str) -> None:
        """What was theirs to do waits for the others."""
        who = who_acts(work, person, self._house.account, Face.SYSTEM)
        for task in release_tasks(work, who, circle.text, person):
            self.show(work, task)

    def _ring(self, work: UnitOfWork, ringing: Ringing) -> None:
        task, today = ringing.task, self._house.today(work.now)
        people = [one for one in ringing.people if self._may_hear(work, task, one)]
        if task.circle is not None and not ringing.people:
            team = team_of(work, CircleId(task.circle))
            people = sorted(one for one, standing in team.items() if standing is not Standing.NEAR)
        if not people:
            return
        late = ringing.late_by.total_seconds() > _LATE_SECONDS
        occurrence = ringing.planned[0].occurrence
        words = ring(task, occurrence, self._names(work), today, late)
        for to, called in self._where(work, task, people):
            say = Say(to, words.text, html=words.html, mentions=called)
            self._cards.point(work, task.id, work.send(self._house.account, say))

    def _where(
        self, work: UnitOfWork, task: Task, people: list[str]
    ) -> list[tuple[Address, tuple[str, ...]]]:
        """In the room where it was written, else to each of them alone."""
        home = self._cards.home(work, task.id)
        if home is not None and home.person is None:
            return [(home, tuple(people))]
        return [(Address(person=one), (one,)) for one in people]

    def _may_hear(self, work: UnitOfWork, task: Task, person: str) -> bool:
        """Whether they are still in the circle: nothing rings at somebody who left."""
        if task.circle is None:
            return True
        circle = CircleId(task.circle)
        return load_member(work.connection, work.keys, circle, person) is not None

    def _names(self, work: UnitOfWork) -> dict[str, str]:
        return {one.user_id: one.display_name for one in load_accounts(work.connection)}
