"""What is asked of others fits what the tests have."""

from __future__ import annotations

from bridges.mssante.ports import TokenSource
from tests.real.mail.bridge import Tokens


async def test_tokens_fit() -> None:
    tokens: TokenSource = Tokens()
    assert await tokens.token("cabinet@cpts.mssante.example") is None
