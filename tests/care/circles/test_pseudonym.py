"""Names of rooms: never twice at once, never anything of the patient unless it was chosen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from care.circles.pseudonym import choose_pseudonym, load_words, write_initials
from care.identity.traits import Traits


@given(st.sets(st.sampled_from(load_words())), st.integers(0, 2**32))
def test_a_free_word_is_drawn(taken: set[str], drawn: int) -> None:
    name = choose_pseudonym(taken, drawn)
    assert name not in taken
    assert name.split()[0] in load_words()


def test_when_all_are_taken_a_number_is_added() -> None:
    taken = set(load_words())
    assert choose_pseudonym(taken, 0) == f"{load_words()[0]} 2"
    taken |= {f"{word} 2" for word in load_words()}
    assert choose_pseudonym(taken, 5) == f"{load_words()[5]} 3"


def test_words_are_distinct_and_readable() -> None:
    assert len(set(load_words())) == len(load_words()) > 100
    assert all(word.isalpha() for word in load_words())


def test_initials_are_numbered() -> None:
    traits = Traits("EXEMPLE", "JEANNE")
    assert write_initials(traits, ()) == "J. E."
    assert write_initials(traits, {"J. E.", "J. E. 2"}) == "J. E. 3"
