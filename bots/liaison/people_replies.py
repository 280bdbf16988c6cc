"""What is said after an order about who is in a circle."""

from __future__ import annotations

from collections.abc import Sequence

from bots.engine.markup import Written, fact, write
from bots.liaison.cards import describe_role, short_name
from bots.liaison.texts import TEXTS
from care.circles.model import Circle, Member
from care.circles.team import Pair, Team


def say_added(members: Sequence[Member]) -> Written:
    """Who was invited, as what."""
    lines = [TEXTS.say("people-added", count=len(members))]
    lines += [f"– {fact(short_name(one.name))}, {describe_role(one)}" for one in members]
    return write([*lines, TEXTS.say("people-added-next")])


def say_removed(member: Member) -> Written:
    """Whose access is over."""
    return write([TEXTS.say("people-removed", name=fact(short_name(member.name)))])


def say_left() -> Written:
    """One's own access is over."""
    return write([TEXTS.say("people-left")])


def say_role(member: Member) -> Written:
    """What somebody is from now on."""
    name = fact(short_name(member.name))
    return write([TEXTS.say("people-role", name=name, role=describe_role(member))])


def say_closed(circle: Circle) -> Written:
    """Nobody writes there any more."""
    return write([TEXTS.say("circle-closed", name=fact(circle.pseudonym))])


def say_reopened(circle: Circle) -> Written:
    """Everybody is back."""
    return write([TEXTS.say("circle-reopened", name=fact(circle.pseudonym))])


def say_team(team: Team) -> Written:
    """Where professionals are among themselves."""
    key = "team-opened" if team.is_new else "team-existed"
    return write([TEXTS.say(key, name=fact(team.circle.pseudonym))])


def say_pair(pair: Pair) -> Written:
    """A conversation of two is open."""
    return write([TEXTS.say("pair-opened", name=fact(short_name(pair.name)))])


def say_digest_sent() -> Written:
    """It is where nobody else reads."""
    return write([TEXTS.say("digest-sent")])
