"""Letters are kept sealed, and found by where they stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from care.letters.model import Letter, LetterState
from care.letters.store import (
    begin_waiting,
    count_waiting_since,
    forget_source,
    last_decided,
    letter_of_message,
    letters_of_thread,
    load_letter,
    load_source,
    mark_shown,
    save_letter,
    show_again,
    take_letter,
    unshown_letters,
    waiting_letters,
)
from care.letters.tables import LETTERS
from tests.care.circles.hamlet import ALICE, PAUL
from tests.care.letters.scene import BOX, KEYS, Paper, Scene, send_papers, write


def test_nothing_that_names_anybody_is_readable_in_the_tables() -> None:
    scene = Scene()
    scene.circle()
    scene.come(write(subject="Pour Jeanne EXEMPLE", text="Jeanne EXEMPLE va bien"))
    scene.come(send_papers(Paper(number=None)))
    with scene.units.database.begin() as connection:
        rows = connection.execute(select(LETTERS)).all()
    told = repr([tuple(row) for row in rows])
    for secret in ("EXEMPLE", "Jeanne", "JEANNE", "284067635112353", "labo@"):
        assert secret not in told


def test_a_letter_comes_back_as_it_was() -> None:
    scene = Scene()
    letter = scene.come(write(subject="Bonjour", text="Oui.\n\n> non"))
    with scene.units.unit("x") as work:
        assert load_letter(work.connection, KEYS, letter.number) == letter
        assert load_letter(work.connection, KEYS, 99) is None
        assert take_letter(work, BOX, letter.number) == letter
        assert take_letter(work, "other@x.example", letter.number) is None


def test_letters_are_shown_in_order_and_again_when_they_change() -> None:
    scene = Scene()
    letters = [scene.come(write(subject=f"n° {n}")) for n in range(3)]
    assert _unshown(scene) == [one.number for one in letters]
    with scene.units.unit("shown") as work:
        mark_shown(work, replace(letters[0], message="c1"))
        mark_shown(work, replace(letters[1], message="c2", card="c3"))
        found = [letter_of_message(work.connection, KEYS, BOX, one) for one in ("c1", "c2", "c3")]
        assert [one.number for one in found if one] == [1, 2, 2]
        assert letter_of_message(work.connection, KEYS, BOX, "") is None
        assert letter_of_message(work.connection, KEYS, "other@x.example", "c1") is None
    assert _unshown(scene) == [3]
    first = scene.letter(1)
    with scene.units.unit("changed") as work:
        save_letter(work, first)
    assert _unshown(scene) == [1, 3]


def test_what_waits_is_counted_by_how_long() -> None:
    scene = Scene()
    scene.come(send_papers(Paper(number=None)))
    second = scene.come(send_papers(Paper("2", number=None)))
    scene.come(write())
    with scene.units.unit("x") as work:
        waiting = waiting_letters(work.connection, KEYS, BOX)
        assert [one.number for one in waiting] == [1, 2]
        assert count_waiting_since(work.connection, BOX, work.now - timedelta(hours=1)) == 0
        assert count_waiting_since(work.connection, BOX, work.now) == 2
    later = scene.clock.now() + timedelta(hours=2)
    scene.clock.advance(timedelta(hours=3))
    with scene.units.unit("y") as work:
        begin_waiting(work, second)
        assert count_waiting_since(work.connection, BOX, later) == 1


def test_cards_that_are_gone_are_said_again() -> None:
    scene = Scene()
    waiting, plain = scene.come(send_papers(Paper(number=None))), scene.come(write())
    with scene.units.unit("x") as work:
        mark_shown(work, replace(waiting, card="c1"))
        mark_shown(work, replace(plain, message="c2"))
        show_again(work, BOX)
    assert (scene.letter(1).card, scene.letter(2).message) == ("", "c2")
    assert _unshown(scene) == [1]


def test_bytes_are_kept_and_forgotten() -> None:
    scene = Scene()
    source = write()
    letter = scene.come(source)
    with scene.units.unit("x") as work:
        assert load_source(work.connection, KEYS, letter.number) == source
        forget_source(work.connection, letter.number)
        assert load_source(work.connection, KEYS, letter.number) is None


def test_the_last_decision_of_somebody_and_the_letters_of_a_conversation() -> None:
    scene = Scene()
    first = scene.come(write(message_id="a@x.example"))
    second = scene.come(write(thread=("a@x.example",)))
    scene.come(write())
    with scene.units.unit("x") as work:
        assert last_decided(work.connection, KEYS, BOX, ALICE) is None
        for letter in (second, first):
            decided = replace(letter, state=LetterState.DISCARDED, decided_by=ALICE)
            save_letter(work, replace(decided, decided_at=work.now))
        last = last_decided(work.connection, KEYS, BOX, ALICE)
        assert last is not None
        assert last.number == 2
        assert last_decided(work.connection, KEYS, BOX, PAUL) is None
        assert first.thread is not None
        assert [n.number for n in letters_of_thread(work.connection, KEYS, first.thread)] == [1, 2]


def _unshown(scene: Scene) -> list[int]:
    with scene.units.database.begin() as connection:
        found: list[Letter] = unshown_letters(connection, KEYS, BOX, 10)
        return [one.number for one in found]
