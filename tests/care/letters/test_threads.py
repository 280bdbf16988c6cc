"""Letters that answer each other are one conversation, in whatever order they come."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from care.letters.threads import (
    close_thread,
    forget_roots,
    join_thread,
    load_thread,
    root_thread,
    thread_of_message,
)
from tests.care.letters.scene import BOX, Scene, write

A, B, C = "a@x.example", "b@x.example", "c@x.example"


def test_a_conversation_is_one_in_whatever_order_it_comes() -> None:
    mails = {A: (), B: (A,), C: (A, B)}
    for order in permutations(mails):
        scene = Scene()
        letters = [scene.come(write(message_id=one, thread=mails[one])) for one in order]
        assert len({letter.thread for letter in letters}) == 1, order


def test_an_answer_that_names_only_its_parent_joins_it_when_the_parent_comes_later() -> None:
    scene = Scene()
    answer = scene.come(write(message_id=B, thread=(A,)))
    parent = scene.come(write(message_id=A))
    other = scene.come(write(message_id="z@x.example"))
    assert parent.thread == answer.thread != other.thread


def test_a_mail_that_ties_two_conversations_joins_the_older_one() -> None:
    scene = Scene()
    first, second = scene.come(write(message_id=A)), scene.come(write(message_id=B))
    assert first.thread != second.thread
    tying = scene.come(write(message_id=C, thread=(B, A)))
    assert tying.thread == first.thread
    assert scene.come(write(thread=(B,))).thread == first.thread


def test_a_mail_without_a_name_is_a_conversation_of_its_own() -> None:
    scene = Scene()
    source = write().replace(b"Message-ID:", b"X-Other:")
    assert scene.come(source).thread != scene.come(source).thread


def test_the_root_is_the_first_message_and_a_room_that_goes_on_elsewhere_begins_anew() -> None:
    scene = Scene()
    with scene.units.unit("x") as work:
        thread = join_thread(work, BOX, [A])
        root_thread(work, thread.number, "c1")
        root_thread(work, thread.number, "c2")
        found = thread_of_message(work.connection, BOX, "c1")
        assert found is not None
        assert (found.number, found.root, found.is_closed) == (thread.number, "c1", False)
        assert thread_of_message(work.connection, BOX, "") is None
        assert thread_of_message(work.connection, "other@x.example", "c1") is None
        close_thread(work, thread.number)
        forget_roots(work, BOX)
        after = load_thread(work.connection, thread.number)
        assert after is not None
        assert (after.root, after.is_closed) == ("", True)


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(6)), st.lists(st.integers(0, 4), min_size=5, max_size=5))
def test_any_tree_in_any_order_is_one_conversation(order: list[int], parents: list[int]) -> None:
    """Every mail names its ancestors, as RFC 5322 asks."""
    above: dict[int, tuple[str, ...]] = {0: ()}
    for number in range(1, 6):
        parent = parents[number - 1] % number
        above[number] = (*above[parent], f"m{parent}@x.example")
    scene = Scene()
    with scene.units.unit("x") as work:
        for number in order:
            join_thread(work, BOX, (*above[number], f"m{number}@x.example"))
        threads = {join_thread(work, BOX, [f"m{n}@x.example"]).number for n in range(6)}
    assert len(threads) == 1
