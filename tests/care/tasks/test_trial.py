"""A phone that is tried rings once, and is told from a true reminder."""

from __future__ import annotations

from care.runtime.timers import load_due, take_timer
from care.tasks.reminding import day_to_tell, is_reminder
from care.tasks.trial import TRIAL_AFTER, person_to_try, set_trial
from tests.care.tasks.scene import BELL, NINA, PAUL, units_of


def test_each_phone_is_tried_once() -> None:
    with units_of().unit("try") as work:
        for user_id in (NINA, PAUL, NINA):
            set_trial(work, BELL, user_id)
        due = load_due(work.connection, [BELL], work.now + TRIAL_AFTER)
        taken = [timer for one in due if (timer := take_timer(work, one))]
    assert sorted(str(person_to_try(timer)) for timer in taken) == [NINA, PAUL]
    assert not any(is_reminder(timer) or day_to_tell(timer) for timer in taken)
