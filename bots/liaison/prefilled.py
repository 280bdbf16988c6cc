"""A circle that another door asked to prepare: its dialogue begins alone with whoever asked."""

from __future__ import annotations

from dataclasses import replace

from bots.engine.markup import Written, fact, write
from bots.liaison.cards import write_birth_date
from bots.liaison.drafting import Drafting
from bots.liaison.house import House
from bots.liaison.reaching import tell
from bots.liaison.replies import refuse
from bots.liaison.texts import TEXTS
from care.circles.dialogue import keep_memory, recall_memory
from care.circles.waking import draft_to_begin
from care.identity.patient import PatientIdentity
from care.identity.reason import Environment
from care.runtime.errors import Refusal
from care.runtime.rooms import direct_room_of
from care.runtime.timers import Timer
from care.runtime.units import UnitOfWork


def begin_prefilled(work: UnitOfWork, house: House, environment: Environment, timer: Timer) -> bool:
    """Do what `timer` asks; False when it is about something else."""
    asked = draft_to_begin(timer)
    if asked is None:
        return False
    person, identity = asked
    try:
        with work.connection.begin_nested():
            tell(
                work, house, person, _begin(work, house, environment, person, identity), rings=True
            )
    except Refusal as refusal:
        tell(work, house, person, refuse(refusal), rings=True)
    return True


def _begin(
    work: UnitOfWork, house: House, environment: Environment, person: str, identity: PatientIdentity
) -> Written:
    draft, written = Drafting(work, house, person, environment).begin_about(identity)
    room_id = direct_room_of(work.connection, house.account, person)
    if room_id is None:  # we never spoke: there is no conversation yet in which to remember it
        return _say_how(identity)
    memory = recall_memory(work, room_id, person)
    keep_memory(work, room_id, person, replace(memory, draft=draft))
    return written


def _say_how(identity: PatientIdentity) -> Written:
    traits = identity.traits
    born = write_birth_date(traits.birth_date) if traits.birth_date else ""
    told = (traits.birth_name, traits.first_name, born, traits.sex.value if traits.sex else "")
    who = " ".join(part for part in told if part)
    return write([TEXTS.say("draft-write-this", who=fact(who))])
