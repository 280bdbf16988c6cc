"""The link of the page goes to one person of the team, where they alone read."""

from __future__ import annotations

import re
from dataclasses import replace

from bots.engine.answering import Answering as Handler
from bots.mailbox.bot import MailboxBot
from care.pages.workflow import Visitor, open_by_link
from care.runtime.outgoing import Say
from tests.bots.mailbox.practice import Practice
from tests.care.circles.hamlet import ALICE, ANNE
from tests.care.letters.scene import BOT

_LINK = re.compile(r"https://pages\.test/pages/triage#lien=([\w-]{43})")


def practice(url: str = "https://pages.test") -> Practice:
    """A practice whose territory has pages at `url`."""
    found = Practice()
    found.house = replace(found.house, pages_url=url)
    found.handler = Handler(BOT, MailboxBot(found.house))
    return found


def alone(place: Practice, person: str) -> list[str]:
    """What was said to somebody alone."""
    return [one.text for _, one in place.sent_ if isinstance(one, Say) and one.to.person == person]


def test_asked_in_the_room_it_is_given_alone_and_opens_to_who_asked() -> None:
    place = practice()
    told = place.says("!page")
    assert "privé" in told
    assert _LINK.search(told) is None
    (given,) = alone(place, ALICE)
    found = _LINK.search(given)
    assert found is not None
    with place.units.unit("open") as work:
        opened = open_by_link(work, found[1], Visitor("Firefox", b"key"), "")
    assert (opened.session.user_id, opened.purpose) == (ALICE, "triage")


def test_others_are_told_that_it_is_not_theirs() -> None:
    place = practice()
    assert "équipe de la boîte" in place.says("mes pages", ANNE)
    assert alone(place, ANNE) == []


def test_without_pages_nothing_is_promised() -> None:
    place = practice("")
    assert "lien" not in place.says("page")
    assert alone(place, ALICE) == []
