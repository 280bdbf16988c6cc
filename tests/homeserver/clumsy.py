"""A territory's files, after somebody edited them by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from care.runtime.settings import Territory
from homeserver.files import write_homeserver
from homeserver.layout import Layout
from homeserver.validation import check_configuration
from tests.real.servers import small_territory


def untouched(content: dict[str, Any]) -> None:
    """The hand that changes nothing."""


def write_clumsily(
    state: Path, change: Callable[[dict[str, Any]], object], territory: Territory | None = None
) -> Layout:
    """The files, with `change` made to the configuration."""
    layout = write_homeserver(territory or small_territory(), state)
    content = yaml.safe_load(layout.configuration.read_text())
    change(content)
    layout.configuration.write_text(yaml.safe_dump(content))
    return layout


def problem_keys(layout: Layout) -> list[str]:
    """Where the problems are."""
    return [problem.key for problem in check_configuration(layout.configuration)]
