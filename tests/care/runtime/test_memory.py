"""What an account remembers: exactly by name, one value each."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from care.runtime.database import Database
from care.runtime.memory import forget, recall, recall_all, remember


def test_the_last_word_stays_until_forgotten(database: Database) -> None:
    with database.begin() as connection:
        assert recall(connection, "@bot", "token") is None
        remember(connection, "@bot", "token", "s1")
        remember(connection, "@bot", "token", "s2")
        remember(connection, "@other", "token", "s9")
    with database.begin() as connection:
        assert recall(connection, "@bot", "token") == "s2"
        forget(connection, "@bot", "token")
        forget(connection, "@bot", "token")
        assert recall(connection, "@bot", "token") is None
        assert recall(connection, "@other", "token") == "s9"


def test_two_people_whose_names_differ_by_case_are_two(database: Database) -> None:
    with database.begin() as connection:
        remember(connection, "@bot", "pin:@Zoe:x", "key of Zoe")
        remember(connection, "@bot", "pin:@zoe:x", "key of zoe")
        assert recall_all(connection, "@bot", "pin:@zoe") == {":x": "key of zoe"}


_names = st.text(st.sampled_from("aAbé%_\\:"), max_size=5)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(kept=st.dictionaries(_names, st.text("xyz", max_size=3), max_size=6), prefix=_names)
def test_a_prefix_finds_exactly_what_starts_with_it(
    database: Database, kept: dict[str, str], prefix: str
) -> None:
    with database.begin() as connection:
        for name, value in kept.items():
            remember(connection, "@bot", name, value)
        found = recall_all(connection, "@bot", prefix)
        for name in kept:
            forget(connection, "@bot", name)
        assert recall_all(connection, "@bot", "") == {}
    expected = {n.removeprefix(prefix): v for n, v in kept.items() if n.startswith(prefix)}
    assert found == expected


def test_many_who_remember_at_once_all_succeed(database: Database) -> None:
    together = Barrier(4)

    def note(number: int) -> None:
        together.wait()
        for _ in range(10):
            with database.begin() as connection:
                remember(connection, "@bot", "token", f"s{number}")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(note, range(4)))
    with database.begin() as connection:
        assert recall(connection, "@bot", "token") in {"s0", "s1", "s2", "s3"}
