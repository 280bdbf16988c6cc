"""Whatever a program asks, it is answered: never an error of ours."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bridges.directory_api.parameters import PARAMETERS
from tests.bridges.directory_api.practice import Practice, practising


@dataclass
class Answering:
    """A program whose questions are asked one after another, on a loop of its own."""

    practice: Practice
    runner: asyncio.Runner

    def ask(self, kind: str, pairs: list[tuple[str, str]], *, post: bool) -> int:
        return self.runner.run(self._ask(kind, pairs, post=post))

    def go(self, path: str) -> int:
        return self.runner.run(self._go(path))

    async def _ask(self, kind: str, pairs: list[tuple[str, str]], *, post: bool) -> int:
        text = urlencode(pairs)
        headers = {"Authorization": f"Bearer {self.practice.key}"}
        if post:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            path = f"/{kind}/_search"
            await self.practice.ask("POST", path, data=text.encode(), headers=headers)
        else:
            await self.practice.ask("GET", f"/{kind}?{text}", headers=headers)
        return self.practice.status

    async def _go(self, path: str) -> int:
        await self.practice.get("/" + path)
        return self.practice.status


@pytest.fixture
def answering(folder: Path, tmp_path: Path) -> Iterator[Answering]:
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        practice = runner.run(stack.enter_async_context(practising(folder, tmp_path)))
        yield Answering(practice, runner)
        runner.run(stack.aclose())


NAMES = st.one_of(
    st.sampled_from(
        [
            *sorted({name for known in PARAMETERS.values() for name in known}),
            *("_count", "_include", "_revinclude", "_page", "_format", "family:exact", "_sort"),
        ]
    ),
    st.text(max_size=12),
)
VALUES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["|", "a|b|c", "\\", ",", "ge", "eq9999-12-31", "ge0001-01-01", "*", "\x00"]),
)


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    kind=st.sampled_from([*PARAMETERS, "Device", "x"]),
    pairs=st.lists(st.tuples(NAMES, VALUES), max_size=5),
    post=st.booleans(),
)
def test_no_parameter_breaks_the_server(
    answering: Answering, kind: str, pairs: list[tuple[str, str]], post: bool
) -> None:
    status = answering.ask(kind, pairs, post=post)
    assert status in {200, 400, 404, 410}, (kind, pairs)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(path=st.text(max_size=40).map(lambda text: quote(text, safe="/?&=")))
def test_no_address_breaks_the_server(answering: Answering, path: str) -> None:
    assert answering.go(path) in {200, 400, 401, 404, 429}, path
