"""A demonstration started once for the tests that only look at it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.real.deploy.demo_process import DemoProcess, running


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoProcess]:
    """It answers, and tells its story meanwhile."""
    with running(tmp_path_factory.mktemp("demo") / "state") as demo:
        yield demo
