"""Each question is asked of the embedded operator, and of Dovecot with Postfix."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.real.mail.dovecot import need_installed
from tests.real.mail.operators import (
    EmbeddedOperator,
    Operator,
    RealOperator,
    embedded_operator,
    real_operator,
)


@pytest_asyncio.fixture
async def dovecot_and_postfix(tmp_path: Path) -> AsyncIterator[RealOperator]:
    """The real servers."""
    need_installed()
    async with real_operator(tmp_path / "papers") as operator:
        yield operator


@pytest_asyncio.fixture
async def embedded(tmp_path: Path) -> AsyncIterator[EmbeddedOperator]:
    """The operator in memory."""
    async with embedded_operator(tmp_path / "papers") as operator:
        yield operator


@pytest_asyncio.fixture(
    params=["embedded", pytest.param("dovecot-postfix", marks=pytest.mark.real)]
)
async def operator(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Operator]:
    """One operator, then the other."""
    if request.param == "embedded":
        async with embedded_operator(tmp_path / "papers") as embedded:
            yield embedded
        return
    need_installed()
    async with real_operator(tmp_path / "papers") as real:
        yield real
