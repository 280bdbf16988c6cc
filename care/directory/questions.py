"""A text in the light of what was asked before: a new question, or the last one made narrower."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from care.directory.dialogue import Dialogue
from care.directory.index import Index, join_singular
from care.directory.profiles.languages import language_words
from care.directory.query import Kind, read_query
from care.directory.wishes import NOTHING, Wish, only_wishes, read_wishes
from care.runtime.errors import Refusal

_NARROWS = re.compile(r"(?:et )?(?:seulement|uniquement|plutot|juste|que)\b(?P<rest>.+)")
_BUT = re.compile(
    r"(?:^(?:mais )?pas|\b(?:mais )?(?:sauf|hormis|excepte|a part|en dehors"
    r"|pas(?= (?:a|au|aux|de|du|d|le|la|les|l|en|dr|sur|chez) )))"
    r"(?: (?:a|au|aux|de|du|d|le|la|les|l|en|dr|sur|chez))* (?P<what>.+)$"
)
_NUMBER = re.compile(r"[\d +.]+")
_AT = re.compile(r"(?:et |mais )?(?:a|au|aux|sur|dans|vers) (?P<rest>.+)")
_WHICH = re.compile(r"(?:et |mais )?(?:le|la|les|l|celui|celle|ceux|celles) (?P<rest>.+)")


@dataclass(frozen=True, slots=True)
class Question:
    """Who and where, in folded words; and what is wished beside."""

    text: str
    wish: Wish


def read_question(
    text: str, before: Dialogue, now: datetime, index: Index | None = None
) -> Question:
    """What `text` asks after `before`. Raises Refusal when there is nothing to narrow.

    With an `index`, a language is understood without "parle", and "à Harfleur" after a list.
    """
    if _NUMBER.fullmatch(before.question):
        before = Dialogue()  # whose number it was is no list to narrow
    rest, wish = read_wishes(text, now)
    if index is not None:
        rest, wish = _without(index, rest, wish)
        rest, wish = _bare_languages(index, rest, wish, before)
    if wish != NOTHING and only_wishes(rest):
        if not before.question and not (wish.moment or wish.near or wish.languages or wish.on_duty):
            raise Refusal("no-search-yet")
        return Question(before.question, before.wish.merged(wish))
    narrowed = _narrowing(index, rest, before.question) if before.question else None
    if narrowed is not None:
        # A place named now is a limit: the earlier distance was from elsewhere.
        wished = replace(before.wish.merged(wish), near=wish.near, within_km=wish.within_km)
        return Question(f"{_elsewhere(index, before.question, narrowed)} {narrowed}", wished)
    return Question(rest if wish != NOTHING else text, wish)


def _narrowing(index: Index | None, rest: str, before: str) -> str | None:
    """What the last question is narrowed by: "seulement …", only where, or which of them."""
    if match := _NARROWS.fullmatch(rest):
        return match["rest"].strip()
    if index is None:
        return None
    match = _AT.fullmatch(rest) or _WHICH.fullmatch(rest)
    if match is None:
        said = {part.kind for part in read_query(index, before)}
        only_where = all(part.is_only_place for part in read_query(index, rest))
        return rest if only_where and Kind.TRADE in said else None
    parts = [part for part in read_query(index, match["rest"]) if part.readings]
    if match.re is _WHICH:
        said = {part.kind for part in read_query(index, before)}
        fits = Kind.TRADE not in said and all(part.kind is Kind.TRADE for part in parts)
    else:
        fits = all(part.kind is Kind.PLACE or part.is_detail for part in parts)
    return match["rest"] if parts and fits else None


def _elsewhere(index: Index | None, before: str, narrowed: str) -> str:
    """The question of before without its communes, when another one is named now."""
    if index is None or not any(part.is_only_place for part in read_query(index, narrowed)):
        return before
    parts = read_query(index, before)
    rest = [part.typed for part in parts if not part.is_only_place]
    return " ".join(rest) if len(rest) < len(parts) else before


def _without(index: Index, rest: str, wish: Wish) -> tuple[str, Wish]:
    """ "mais pas au Havre", "sauf Dupont": whom and where not, if that is known."""
    match = _BUT.search(rest)
    parts = read_query(index, match["what"]) if match is not None else []
    known = all(part.readings and not part.is_guessed for part in parts)
    if match is None or not parts or not known:
        return rest, wish
    return rest[: match.start()].strip(), replace(wish, without=(match["what"],))


def _bare_languages(index: Index, rest: str, wish: Wish, before: Dialogue) -> tuple[str, Wish]:
    """ "infirmière wolof": a language, unless it is somebody's name or nothing else is asked."""
    words, known = rest.split(), language_words()
    spoken = [word for word in words if word in known and word not in index.surnames]
    others = [word for word in words if word not in spoken]
    asked = any(join_singular([word]) in index.trade_words.known for word in others)
    if not spoken or not (asked or (before.question and only_wishes(" ".join(others)))):
        return rest, wish
    spoken_codes = (known[word] for word in spoken)
    languages = tuple(dict.fromkeys((*wish.languages, *spoken_codes)))
    return " ".join(others), replace(wish, languages=languages)
