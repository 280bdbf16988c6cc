"""What a question asks beside who and where: when, a language, how far, who exactly."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from care.directory.moments import Moment, find_moment
from care.directory.profiles.languages import language_words
from care.directory.profiles.week import PARIS, Window
from care.directory.spelling import fold

_DATA = tomllib.loads(Path(__file__).with_name("wishes.toml").read_text(encoding="utf-8"))
_AROUND = frozenset(_DATA["around"])
NEAR_KM = 15.0

_LANGUAGES = "|".join(language_words())
_SPEAKS = (
    "parle|parles|parlent|parlant|parler|comprend|comprenant|pratique|langues?|en"
    "|(?:traducteur|traductrice|interprete|traduction)s?(?: en| d| de)?"
)
# "Breton" or "Corse" may be a name: alone, only "anglophone" and the like are a language.
_LANGUAGE = re.compile(
    rf"\b(?:qui )?(?:sa(?:it|che|chant) )?(?:(?:{_SPEAKS}) (?:le |l |la |un peu )?"
    rf"(?P<first>{_LANGUAGES})\b(?P<others>(?: (?:et|ou) (?:le |l |la )?(?:{_LANGUAGES})\b)*)"
    rf"|(?P<speaker>\w+phones?|lsf|langue des signes(?: francaise)?)\b)"
)
_KM = re.compile(
    r"\b(?:(?:a|dans un rayon|rayon) )?(?:(?:de )?moins de |de |d )?"
    r"(?P<km>\d{1,3})(?: ?km| kilometres?)\b(?: autour| a la ronde)?"
    r"(?: (?:de |d )?(?:d ici|de chez moi|de moi))?"
)


@dataclass(frozen=True, slots=True)
class Wish:
    """All that is asked beside who and where; what is not said is empty.

    `within_km` counts from the place named, else from where the asker practises. `near` takes a
    place named for a centre rather than a limit. `on_duty`: no directory knows who is. `without`
    is whom and where not, in folded words.
    """

    languages: tuple[str, ...] = ()
    moment: Moment | None = None
    feminine: bool | None = None
    reachable: bool = False
    within_km: float | None = None
    near: bool = False
    nationwide: bool = False
    on_duty: bool = False
    without: tuple[str, ...] = ()

    @property
    def window(self) -> Window | None:
        """When it should be open."""
        return self.moment.window if self.moment else None

    def merged(self, later: Wish) -> Wish:
        """This wish, made more precise by `later`."""
        return replace(
            self,
            languages=tuple(dict.fromkeys((*self.languages, *later.languages))),
            moment=later.moment or self.moment,
            feminine=self.feminine if later.feminine is None else later.feminine,
            reachable=self.reachable or later.reachable,
            within_km=later.within_km or self.within_km,
            near=self.near or later.near,
            nationwide=later.nationwide,
            on_duty=self.on_duty or later.on_duty,
            without=tuple(dict.fromkeys((*self.without, *later.without))),
        )


NOTHING = Wish()


def read_wishes(text: str, now: datetime, zone: ZoneInfo = PARIS) -> tuple[str, Wish]:
    """What `text` asks beside who and where, and its words without that."""
    rest, moment = find_moment(fold(text), now, zone)
    rest, languages = _languages(rest)
    rest, within_km = _distance(rest)
    rest, near_me = _take(rest, "near_me")
    rest, near = _take(rest, "near")
    rest, women = _take(rest, "women")
    rest, men = _take(rest, "men")
    rest, reachable = _take(rest, "reachable")
    rest, nationwide = _take(rest, "nationwide")
    rest, opened = _take(rest, "open")
    on_duty = _pattern("on_duty").search(rest) is not None
    if not _pattern("on_duty_place").search(rest):
        rest, _ = _take(rest, "on_duty")
    if opened and moment is None:
        moment = Moment(Window(now, now), "")
    wish = Wish(
        languages=languages,
        moment=moment,
        feminine=None if women == men else women,
        reachable=reachable,
        within_km=within_km or (NEAR_KM if near_me else None),
        near=near or near_me or within_km is not None,
        nationwide=nationwide,
        on_duty=on_duty,
    )
    return rest, wish


def only_wishes(rest: str) -> bool:
    """Whether what is left of a question searches for nothing by itself."""
    return all(word in _AROUND for word in rest.split())


def _languages(text: str) -> tuple[str, tuple[str, ...]]:
    found: dict[str, None] = {}

    def take(match: re.Match[str]) -> str:
        others = re.findall(rf"\b(?:{_LANGUAGES})\b", match["others"] or "")
        speaker = match["speaker"] or ""
        speaker = speaker if speaker in language_words() else speaker.removesuffix("s")
        names = [name for name in (match["first"], speaker, *others) if name in language_words()]
        found.update(dict.fromkeys(language_words()[name] for name in names))
        return " " if names else match[0]

    text = _LANGUAGE.sub(take, text)
    return " ".join(text.split()), tuple(found)


def _distance(text: str) -> tuple[str, float | None]:
    match = _KM.search(text)
    if match is None:
        return text, None
    rest = f"{text[: match.start()]} {text[match.end() :]}"
    return " ".join(rest.split()), float(match["km"]) or None


def _take(text: str, key: str) -> tuple[str, bool]:
    rest, count = _pattern(key).subn(" ", text)
    return " ".join(rest.split()), count > 0


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_DATA[key])})\b")
