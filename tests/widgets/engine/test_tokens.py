"""What we did not make, or made long ago, is nobody's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.runtime.errors import Refusal
from care.runtime.sealing import KeyRing
from widgets.engine.tokens import TOKEN_LASTS, Tokens

NOW = datetime(2026, 11, 15, 9, 0, tzinfo=UTC)
TOKENS = Tokens(KeyRing({1: bytes(range(32))}))


def test_a_token_names_its_session_for_a_quarter_of_an_hour() -> None:
    token = TOKENS.token("abc", NOW)
    assert TOKENS.session_of(token, NOW + TOKEN_LASTS - timedelta(seconds=1)) == "abc"
    with pytest.raises(Refusal, match="token-expired"):
        TOKENS.session_of(token, NOW + TOKEN_LASTS)


@given(st.integers(0, 200), st.characters())
def test_a_token_that_was_touched_is_no_token(at: int, character: str) -> None:
    token = TOKENS.token("abc", NOW)
    at %= len(token)
    touched = token[:at] + character + token[at + 1 :]
    if touched != token:
        with pytest.raises(Refusal, match="session-unknown"):
            TOKENS.session_of(touched, NOW)


def test_one_kind_does_not_pass_for_the_other() -> None:
    with pytest.raises(Refusal, match="session-unknown"):
        TOKENS.session_of(TOKENS.challenge("abc", NOW), NOW)
    with pytest.raises(Refusal, match="session-unknown"):
        TOKENS.check_challenge("abc", TOKENS.token("abc", NOW), NOW)


def test_no_two_challenges_are_alike() -> None:
    assert TOKENS.challenge("abc", NOW) != TOKENS.challenge("abc", NOW)
    TOKENS.check_challenge("abc", TOKENS.challenge("abc", NOW), NOW)


def test_another_territory_s_tokens_open_nothing() -> None:
    other = Tokens(KeyRing({1: bytes(32)}))
    with pytest.raises(Refusal, match="session-unknown"):
        TOKENS.session_of(other.token("abc", NOW), NOW)
