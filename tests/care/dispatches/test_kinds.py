"""Which kind of document something is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.dispatches.kinds import find_types, types_of_file, types_of_words
from care.standards.terminology.document_types import load_document_types


@pytest.mark.parametrize(
    ("name", "media_type", "caption", "codes"),
    [
        ("IMG_0012.jpg", "image/jpeg", "", ("52040-3",)),
        ("IMG_0012.jpg", "image/jpeg", "ordonnance de ce matin", ("57833-6",)),
        ("Ordonnance Dr Fictif.pdf", "application/pdf", "", ("57833-6",)),
        ("ordonnance_kine.pdf", "application/pdf", "", ("PRESC-KINE",)),
        ("CR opératoire.pdf", "application/pdf", "compte rendu opératoire", None),
        ("scan.pdf", "application/pdf", "", None),
        ("scanner.pdf", "application/pdf", "", ("18748-4",)),
        ("radio et ordonnance.pdf", "application/pdf", "", None),
    ],
)
def test_a_file_says_what_it_is_or_is_asked_about(
    name: str, media_type: str, caption: str, codes: tuple[str, ...] | None
) -> None:
    found = types_of_file(name, media_type, caption)
    if codes is None:
        assert len(found) > 1
    else:
        assert found == codes


@pytest.mark.parametrize(
    ("profession", "code"),
    [("10", "11488-4"), ("60", "11506-3"), ("21", "34120-6"), (None, "11506-3")],
)
def test_words_are_what_their_author_writes(profession: str | None, code: str) -> None:
    assert types_of_words(profession) == (code,)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("ordonnance", "57833-6"), ("11502-2", "11502-2"), ("presc-inf", "PRESC-INF"),
     ("Lettre", "96349-6"), ("anesthésie", "77436-4")],
)  # fmt: skip
def test_a_kind_is_found_by_code_word_or_label(typed: str, code: str) -> None:
    assert code in find_types(typed)


def test_a_kind_that_nobody_knows_is_none() -> None:
    assert find_types("xyzzy") == ()
    assert find_types("") == ()


@given(st.text(max_size=40), st.sampled_from(["image/png", "application/pdf", ""]))
def test_every_guess_is_in_the_value_set(typed: str, media_type: str) -> None:
    known = load_document_types().keys()
    assert set(find_types(typed)) <= known
    guessed = types_of_file(typed, media_type)
    assert guessed
    assert set(guessed) <= known
