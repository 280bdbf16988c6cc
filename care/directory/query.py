"""What a question may mean: each of its parts, read as a name, a trade or a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import process
from rapidfuzz.distance import OSA

from care.directory.index import GIVEN, Index, Vocabulary, Weights, join_singular
from care.directory.sounds import sound
from care.directory.spelling import FILLERS, PARTICLES, telling_words
from care.directory.synonyms import synonyms

_MOST_WORDS = 12
_LONGEST_PHRASE = 5
_WITHOUT_PARTICLE, _BEGINNING, _TYPO, _HEARD = 0.95, 0.8, 0.65, 0.6
_LONG_WORD, _SHORT_WORD, _SHORTEST_STEM = 8, 3, 5
_ENDING = re.compile(r"(?:istique|ique|iste|isme|ologue|ologie|ation|ie|ien|eur|euse|ure|e)s?$")


class Kind(StrEnum):
    """What a part of a question stands for."""

    NAME = "name"
    TRADE = "trade"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning: whom it fits and how well (`weights` times `worth`).

    `label` is what was understood; `guessed` when it is not what was typed.
    """

    kind: Kind
    label: str
    weights: Weights
    worth: float = 1.0
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Words of the question that go together, and all that they may mean."""

    typed: str
    readings: tuple[Reading, ...]

    @property
    def kind(self) -> Kind:
        """The main meaning: a trade or a place before a name."""
        kinds = {reading.kind for reading in self.readings}
        return next((k for k in (Kind.TRADE, Kind.PLACE) if k in kinds), Kind.NAME)

    @property
    def is_only_place(self) -> bool:
        """Whether it can only be a commune."""
        return bool(self.readings) and all(r.kind is Kind.PLACE for r in self.readings)

    @property
    def is_detail(self) -> bool:
        """Whether it is only something that people say of themselves, or that is said of them."""
        if self.kind is not Kind.NAME:
            return False
        return all(max(r.weights.values(), default=0.0) < GIVEN for r in self.readings)

    @property
    def is_guessed(self) -> bool:
        """Whether nothing is spelled so."""
        return all(reading.guessed for reading in self.readings)

    @property
    def is_faint(self) -> bool:
        """Whether it only sounds like something, or is of the same family."""
        return all(reading.worth <= _HEARD for reading in self.readings)

    def fits(self) -> Weights:
        """Every entry that this part fits, and how well."""
        if len(self.readings) == 1 and self.readings[0].worth == 1.0:
            return self.readings[0].weights
        best: Weights = {}
        for reading in self.readings:
            for number, weight in reading.weights.items():
                value = weight * reading.worth
                if value > best.get(number, 0.0):
                    best[number] = value
        return best


def read_query(index: Index, text: str, *, loose: bool = False) -> list[Part]:
    """The parts of `text`, in order. `loose` also takes a correctly spelled name for another."""
    typed = _first_words(telling_words(text))
    parts = list(_parts(index, typed, loose, FILLERS))
    return parts or list(_parts(index, typed, loose, frozenset()))


def _first_words(typed: list[str]) -> list[str]:
    """`typed` up to as many words as can be looked for; small ones do not count."""
    telling = [place for place, word in enumerate(typed) if word not in FILLERS]
    most = telling[_MOST_WORDS - 1] + 1 if len(telling) >= _MOST_WORDS else 2 * _MOST_WORDS
    return typed[:most]


def _parts(index: Index, typed: list[str], loose: bool, skipped: frozenset[str]) -> Iterator[Part]:
    start, particles = 0, ""
    while start < len(typed):
        length, phrase = _phrase(index, typed, start)
        word = typed[start]
        if length > 1:
            yield Part(" ".join(typed[start : start + length]), tuple(phrase))
        elif not phrase and (apart := _written_apart(index, typed, start)):
            length = 2
            yield Part(" ".join(typed[start : start + length]), (apart,))
        elif word in skipped and not phrase:
            particles = particles + word if word in PARTICLES else ""
            start += 1
            continue
        else:
            names = _names(index, word, particles, loose)
            if phrase:  # a word that is a trade or a place is no misspelt name
                names = [reading for reading in names if not reading.guessed]
            yield Part(word, _best(index, word, [*phrase, *names]))
        start, particles = start + length, ""


def _written_apart(index: Index, typed: list[str], start: int) -> Reading | None:
    """One word written in two: `petit jean` for PETITJEAN, `tele expertise`."""
    run = typed[start : start + 2]
    weights = index.name_weights.get("".join(run)) if len(run) == 2 else None
    if not weights or FILLERS.intersection(run) or len(run[0]) < 3:
        return None
    apart = [index.name_weights.get(word, {}).keys() for word in run]
    return None if apart[0] & apart[1] else Reading(Kind.NAME, "".join(run), weights)


def _phrase(index: Index, typed: list[str], start: int) -> tuple[int, list[Reading]]:
    """The longest run of words from `start` that is a trade or a place, and its meanings."""
    for length in range(min(_LONGEST_PHRASE, len(typed) - start), 0, -1):
        run = typed[start : start + length]
        if exact := _exact_phrase(index, run):
            return length, exact
        if length > 1 and _may_be_misspelt(index, run) and (guess := _guess_phrase(index, run)):
            return length, guess
    return 1, []


def _may_be_misspelt(index: Index, run: list[str]) -> bool:
    last = run[-1]
    known = last in index.name_weights or _exact_phrase(index, [last])
    return not known and not FILLERS.intersection((run[0], last))


def _exact_phrase(index: Index, run: list[str]) -> list[Reading]:
    trades_named = index.trade_words.known.get(join_singular(run), {})
    places_named = index.place_words.known.get("".join(run), {})
    return [
        *(_trade(index, rank, worth) for rank, worth in trades_named.items()),
        *(_place(index, number, worth) for number, worth in places_named.items()),
    ]


def _guess_phrase(index: Index, run: list[str]) -> list[Reading]:
    """A trade or a place that begins so or is spelled nearly so."""
    guesses: dict[tuple[Kind, int], Reading] = {}
    for word, near in _near(index.trade_words, join_singular(run), 3):
        for rank, worth in index.trade_words.known[word].items():
            guesses.setdefault((Kind.TRADE, rank), _trade(index, rank, near * worth))
    for word, near in _near(index.place_words, "".join(run), 3):
        for number, worth in index.place_words.known[word].items():
            guesses.setdefault((Kind.PLACE, number), _place(index, number, near * worth))
    return list(guesses.values())


def _names(index: Index, word: str, particles: str, loose: bool) -> list[Reading]:
    weights = index.name_weights
    forms = [particles[cut:] + word for cut in range(len(particles))] + [word]
    known = [form for form in forms if form in weights]
    exact = [
        Reading(Kind.NAME, form, weights[form], 1.0 if form == known[0] else _WITHOUT_PARTICLE)
        for form in known
    ]
    if exact and not loose:
        return exact
    meant = [(known, _HEARD) for known in synonyms(word) if known in weights]
    near = _near(index.names, word, 2)
    if len(word) > 3 and not loose and any(worth == _BEGINNING for _, worth in near):
        near = [(known, worth) for known, worth in near if worth == _BEGINNING]
    if meant:
        near = [*meant, *((known, worth) for known, worth in near if worth == _BEGINNING)]
    elif not near and not exact:
        near = _related(index, word, forms)
    return exact + [
        Reading(Kind.NAME, known, weights[known], worth, worth < _BEGINNING)
        for known, worth in dict(near).items()
    ]


def _related(index: Index, word: str, forms: list[str]) -> list[tuple[str, float]]:
    """Names spelled nearly so with their particle, names that sound so, words of one family."""
    if len(word) <= _SHORT_WORD:
        return []
    if whole := [one for form in forms if form != word for one in _near(index.names, form, 2)]:
        return whole
    if heard := index.sounds.get(sound(word)):
        return [(known, _HEARD) for known in heard]
    stem = _ENDING.sub("", word)
    if stem == word or len(stem) < _SHORTEST_STEM:
        return []
    return [(known, _HEARD) for known in index.names.beginning(stem)]


def _best(index: Index, word: str, readings: list[Reading]) -> tuple[Reading, ...]:
    """What was typed exactly, if anything was; else what it may have meant to be."""
    if any(reading.worth > _BEGINNING for reading in readings):
        return tuple(readings)
    return tuple(readings + _guess_phrase(index, [word]))


def _near(vocabulary: Vocabulary, word: str, shortest: int) -> list[tuple[str, float]]:
    """Known words that begin with `word`, then those one typing error away (two in a long one)."""
    if len(word) < shortest:
        return []
    near = dict.fromkeys(vocabulary.beginning(word), _BEGINNING)
    if len(word) > 3:
        allowed = 2 if len(word) >= _LONG_WORD else 1
        for known, _, _ in process.extract(
            word, vocabulary.ordered, scorer=OSA.distance, score_cutoff=allowed, limit=20
        ):
            near.setdefault(known, _TYPO)
    near.pop(word, None)
    return list(near.items())


def _trade(index: Index, rank: int, worth: float) -> Reading:
    name, members = index.trade_names[rank], index.trade_members[rank]
    return Reading(Kind.TRADE, name, members, worth, worth <= _BEGINNING)


def _place(index: Index, number: int, worth: float) -> Reading:
    name, members = index.places[index.place_codes[number]], index.place_members[number]
    return Reading(Kind.PLACE, name, members, worth, worth <= _BEGINNING)
