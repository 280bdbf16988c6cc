"""There are words for wherever a mail may be, and for what to do."""

from __future__ import annotations

from datetime import UTC, datetime

from care.dispatches.model import (
    Addressee,
    Answer,
    Dispatch,
    DispatchState,
    Form,
    Standing,
    Told,
    Where,
)
from care.dispatches.rules import REASONS
from widgets.sending.words import TEXTS, name_of, say_size, say_standing, say_told, show_recipient

RAYON = Addressee("rayon@x.example", "Dr Marc RAYON", "Le Havre")


def test_every_place_and_reason_has_words() -> None:
    keys = [f"where-{one}" for one in Where]
    for reason in {*REASONS.values(), "other"}:
        keys += [f"why-{reason}", f"what-to-do-{reason}"]
    assert all(TEXTS.say(key) for key in keys)


def test_a_failure_says_why_and_what_to_do() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    full = show_recipient(Standing(RAYON, Where.FAILED, "552 5.2.2", at))
    assert (full.where, full.failed) == ("non remis, la boîte est pleine", True)
    assert full.advice == "Prévenez par téléphone, puis renvoyez plus tard."
    held = show_recipient(Standing(RAYON, Where.HELD, "4.2.1", at))
    assert (held.advice, held.failed) == ("", False)
    bare = show_recipient(Standing(RAYON, Where.FAILED, "", at))
    assert (bare.where, bool(bare.advice)) == ("non remis", True)


def test_names_sizes_and_identities() -> None:
    assert name_of(RAYON) == "Dr Marc RAYON, Le Havre"
    assert name_of(Addressee("x@y.example")) == "x@y.example"
    assert say_size(1_500_000, 10_000_000) == "1,5 Mo (au plus 10,0 Mo)"
    assert say_told(Told()) == "Non jointe"


def test_an_answer_is_told_by_its_moment_alone() -> None:
    home = dispatch()
    (line,) = say_standing(home, [Answer(RAYON, datetime(2026, 11, 26, 8, 5, tzinfo=UTC))])
    assert line.replace("\u00a0", " ").replace("\u202f", " ") == (
        "↩ Dr Marc RAYON, Le Havre : réponse reçue le 26/11/2026 à 9 h 05, dans la boîte."
    )


def dispatch() -> Dispatch:
    """Something that left."""
    at = datetime(2026, 11, 25, tzinfo=UTC)
    return Dispatch(
        "d1", "c1", "@a:x", "a@x.example", "<1@x>", Form.MAIL, DispatchState.SENT, at, None, "", ()
    )
