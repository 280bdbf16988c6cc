"""Who is told that what they write leaves for nobody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bots.mailbox.outside import REMEMBERS, say_it_stays
from care.matrix.model import IncomingMessage, Person
from tests.bots.mailbox.post import ACCOUNT, ALICE, BRUNO, mailbox

_SAID = st.tuples(st.sampled_from([ALICE, BRUNO]), st.integers(min_value=0, max_value=600))


@settings(max_examples=40, deadline=None)
@given(st.lists(_SAID, max_size=8))
def test_a_person_is_told_at_their_first_word_and_never_twice_within_hours(
    said: Sequence[tuple[str, int]],
) -> None:
    dialogue = mailbox()
    told: dict[str, datetime] = {}
    for rank, (person, minutes) in enumerate(said):
        dialogue.clock.advance(timedelta(minutes=minutes))
        now = dialogue.clock.now()
        message = IncomingMessage(f"$e{rank}", "!r", Person(person), "Oui.", False, now)
        with dialogue.units.unit(message.event_id) as work:
            is_told = say_it_stays(work, ACCOUNT, message) is not None
        assert is_told == (person not in told or now >= told[person] + REMEMBERS)
        if is_told:
            told[person] = now
