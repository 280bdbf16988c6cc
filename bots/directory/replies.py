"""Facts of the directory, in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bots.directory.commands import Puzzle
from bots.directory.markup import Written, address, fact, quote, write
from care.directory.answers import Conversation, Invitation, Line, Nobody, Page, Summary
from care.directory.search import Understood
from care.runtime.errors import Refusal
from care.runtime.texts import Texts, french_date

TEXTS = Texts(Path(__file__).with_name("fr.ftl"))


class Replies:
    """Speaks to one asker: `prefix` starts what they answer with, `summary` helps with examples."""

    def __init__(self, prefix: str, summary: Summary | None) -> None:
        self._prefix = prefix
        self._summary = summary

    def explain_use(self) -> Written:
        """What can be asked, with examples."""
        lines = [self._say("help-title"), self._say("help-examples"), self._say("help-next")]
        if self._summary is not None:
            date = french_date(self._summary.edition.published_at)
            lines.append(self._say("help-edition", date=date))
        return write(lines)

    def acknowledge(self) -> Written:
        """An answer to thanks."""
        return write([self._say("thanks")])

    def puzzle(self, why: Puzzle) -> Written:
        """What to write instead of what cannot be understood."""
        return write([self._say(f"unknown-{why.value}")])

    def refuse(self, refusal: Refusal) -> Written:
        """Why not, and what to do instead."""
        return write([self._say(refusal.reason, **refusal.facts)])

    def page(self, page: Page) -> Written:
        """A page of numbered results and what to answer."""
        return write([*self._page_title(page), *map(self._line, page.lines), *self._next(page)])

    def nobody(self, nobody: Nobody) -> Written:
        """Nothing found, and what looks like it."""
        alike = ", ".join(f"<b>{fact(name)}</b>" for name in nobody.alike)
        key = "nobody-alike" if alike else "nobody"
        return write([self._say(key, typed=quote(nobody.typed), alike=alike)])

    def conversation(self, conversation: Conversation) -> Written:
        """What happens now, and what to do."""
        key = "conversation-existed" if conversation.existed else "conversation-opened"
        return write([self._say(key, name=fact(conversation.name))])

    def invitation(self, invitation: Invitation) -> Written:
        """A message that the asker can send."""
        mailboxes = ", ".join(address(mailbox) for mailbox in invitation.mailboxes)
        where = "invitation-mailboxes" if mailboxes else "invitation-no-mailbox"
        return write(
            [
                self._say("invitation-title", name=fact(invitation.name)),
                self._say(where, mailboxes=mailboxes),
                self._say("invitation-body", sender=fact(invitation.sender)),
            ]
        )

    def understood(self, understood: Understood | None) -> Iterator[str]:
        """What was guessed, left out or given up, if anything was."""
        if understood is None:
            return
        if understood.given_up_place:
            yield self._say("given-up-place", place=fact(understood.given_up_place))
        elif understood.given_up:
            yield self._say("given-up-word", word=quote(understood.given_up))
        if understood.guessed:
            names = tuple(name.upper() for name in understood.names)
            guess = ", ".join((*names, *understood.trades, *understood.places))
            yield self._say("understood", understood=fact(guess))
        if understood.ignored:
            yield self._say("ignored", words=quote(" ".join(understood.ignored)))

    def _page_title(self, page: Page) -> Iterator[str]:
        if page.lines[0].number > 1:
            yield self._say("page-title-more", remaining=page.remaining)
        else:
            yield self._say("page-title", total=page.total)
        yield from self.understood(page.understood)

    def _line(self, line: Line) -> str:
        return self._say(
            "line-reachable" if line.reachable else "line",
            number=str(line.number),
            name=fact(line.name),
            called=fact(line.called),
            place=fact(f" – {line.place}" if line.place else ""),
        )

    def _next(self, page: Page) -> Iterator[str]:
        key = "page-next-contact" if page.can_contact else "page-next"
        yield self._say(key, number=str(page.lines[0].number))
        if page.remaining:
            yield self._say("page-more", remaining=page.remaining)

    def _say(self, key: str, **facts: Any) -> str:
        return TEXTS.say(key, **{"prefix": self._prefix, "example": self._example()} | facts)

    def _example(self) -> str:
        if self._summary is None:
            return TEXTS.say("example-anywhere")
        return fact(TEXTS.say("example", place=self._summary.largest_place))
