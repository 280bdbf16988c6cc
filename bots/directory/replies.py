"""Facts of the directory, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bots.directory.commands import Puzzle
from bots.directory.texts import TEXTS
from bots.directory.time_words import write_opening
from bots.engine.markup import Written, address, fact, link, quote, write
from care.directory.answers import Conversation, Invitation, Line, Nobody, Page, Summary
from care.directory.explaining import Understood
from care.directory.narrowing import Criterion
from care.directory.profiles.languages import language_names
from care.runtime.errors import Refusal
from care.runtime.texts import french_date

_CONTRACTED = {"Le": "at-place-le", "Les": "at-place-les"}


class Replies:
    """Speaks to one asker: `prefix` starts what they answer with, `summary` helps with examples."""

    def __init__(self, prefix: str, summary: Summary | None) -> None:
        self._prefix = prefix
        self._summary = summary

    def explain_use(self) -> Written:
        """What can be asked, with examples."""
        keys = ("help-title", "help-examples", "help-next", "help-own")
        lines = [self._say(key) for key in keys]
        if self._summary is not None:
            date = french_date(self._summary.edition.published_at)
            lines.append(self._say("help-edition", date=date))
        return write(lines)

    def acknowledge(self) -> Written:
        """An answer to thanks."""
        return write([self._say("thanks")])

    def words(self, key: str) -> Written:
        """The sentence `key`, alone."""
        return write([self._say(key)])

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
        said = [self._say(key, typed=quote(nobody.typed), alike=alike)]
        if nobody.understood is not None:
            if nobody.understood.trades:
                trades = fact(", ".join(nobody.understood.trades))
                said = [self._say("nobody-trade", trades=trades)]
            if nobody.understood.wish.on_duty:
                return write(self._on_duty(nobody.understood))
        return write([*said, *([self._say("nobody-widen")] if nobody.can_widen else [])])

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
            key = "given-up-place-widen" if understood.can_widen else "given-up-place"
            yield self._say(key, where=at_place(understood.given_up_place))
        elif understood.given_up:
            yield self._say("given-up-word", word=quote(understood.given_up))
        yield from self._narrowed(understood)
        if understood.guessed:
            guess = ", ".join((*understood.names, *understood.trades, *understood.places))
            yield self._say("understood", understood=fact(guess))
        if understood.ignored:
            yield self._say("ignored", words=quote(" ".join(understood.ignored)))
        if understood.can_widen and not understood.given_up_place:
            yield self._say("nobody-widen")

    def _narrowed(self, understood: Understood) -> Iterator[str]:
        """What was asked beside who and where, and what nobody answers."""
        for criterion in understood.unmet:
            yield self._say(f"unmet-{criterion.value}", wish=self._wish(understood, criterion))
        if unknown := self._all_told(understood, understood.unknown):
            yield self._say("unknown-wishes", wishes=unknown)
        left_aside = understood.unmet + understood.unknown
        told = self._all_told(understood, (c for c in Criterion if c not in left_aside))
        without = [self._say("wish-without", words=quote(one)) for one in understood.wish.without]
        if told := ", ".join(filter(None, (told, *without))):
            yield self._say("narrowed", wishes=told)
        if understood.closed:
            yield self._say("closed-then", count=understood.closed)
        yield from self._on_duty(understood)

    def _on_duty(self, understood: Understood) -> Iterator[str]:
        if understood.wish.on_duty:
            yield self._say(
                "on-duty",
                pharmacy=link("tel:3237", "32 37"),
                physician=link("tel:116117", "116 117"),
                emergency=link("tel:15", "15"),
            )

    def _all_told(self, understood: Understood, criteria: Iterable[Criterion]) -> str:
        told = (self._told(understood, criterion) for criterion in criteria)
        return ", ".join(wish for wish in told if wish)

    def _told(self, understood: Understood, criterion: Criterion) -> str:
        wish = self._wish(understood, criterion)
        if criterion is Criterion.LANGUAGES and wish:
            return self._say("wish-languages", languages=wish)
        return wish

    def _wish(self, understood: Understood, criterion: Criterion) -> str:
        wish = understood.wish
        match criterion:
            case Criterion.LANGUAGES:
                return fact(", ".join(language_names()[code] for code in wish.languages))
            case Criterion.GENDER if wish.feminine is not None:
                return self._say("wish-women" if wish.feminine else "wish-men")
            case Criterion.REACHABLE if wish.reachable:
                return self._say("wish-reachable")
            case Criterion.DISTANCE if wish.within_km is not None:
                return self._say("wish-km", km=f"{wish.within_km:.0f}")
            case Criterion.MOMENT if wish.moment is not None:
                return self._say("wish-moment", moment=wish.moment.said or self._say("now"))
            case _:
                return ""

    def _page_title(self, page: Page) -> Iterator[str]:
        if page.lines[0].number > 1:
            yield self._say("page-title-more", remaining=page.remaining)
        else:
            yield self._say(_title(page), total=page.total)
        yield from self.understood(page.understood)

    def _line(self, line: Line) -> str:
        return self._say(
            "line-reachable" if line.reachable else "line",
            number=str(line.number),
            name=fact(line.name),
            called=fact(line.called),
            place=fact(f" – {line.place}" if line.place else "") + tell_km(line.km),
            more=self._more_of(line),
        )

    def _more_of(self, line: Line) -> str:
        told = []
        if line.absence is not None:
            date = line.absence.last.strftime("%d/%m")
            told.append(self._say("line-absent", date=date))
        elif opening := write_opening(line.opening):
            told.append(opening)
        return "".join(f" – {one}" for one in told)

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


def _title(page: Page) -> str:
    if not page.nationwide:
        return "page-title"
    return "page-title-nationwide-more" if page.more_than_total else "page-title-nationwide"


def at_place(commune: str) -> str:
    """`à Rouen`, `au Havre`."""
    article, _, rest = commune.partition(" ")
    if not rest or article not in _CONTRACTED:
        return TEXTS.say("at-place", place=fact(commune))
    return TEXTS.say(_CONTRACTED[article], place=fact(rest))


def tell_km(km: float | None) -> str:
    """` (8 km)`; nothing when it is unknown or here."""
    return "" if km is None else TEXTS.say("distance", km=f"{km:.0f}")
