"""Synapse writes warnings, in rotated files, and no request line."""

from __future__ import annotations

import gc
import logging.config
from collections.abc import Iterator
from pathlib import Path

import pytest

from homeserver.journal import render_log_configuration
from homeserver.layout import Layout


@pytest.fixture
def layout(tmp_path: Path) -> Iterator[Layout]:
    gc.collect()  # what other tests left behind complains now, not in these files
    layout = Layout(tmp_path)
    layout.logs.mkdir()
    before = logging.root.handlers[:], logging.root.level
    yield layout
    for handler in logging.root.handlers[:]:
        logging.root.removeHandler(handler)
        handler.close()
    logging.root.handlers[:], logging.root.level = before


def test_only_trouble_is_written(layout: Layout) -> None:
    logging.config.dictConfig(render_log_configuration(layout))
    logging.getLogger("synapse.handlers").info("who did what")
    logging.getLogger("synapse.handlers").warning("something is wrong")
    written = layout.log.read_text()
    assert "something is wrong" in written
    assert "who did what" not in written


def test_request_lines_are_never_written(layout: Layout) -> None:
    logging.config.dictConfig(render_log_configuration(layout))
    logging.getLogger("synapse.access.http.8008").warning("GET /sync?access_token=x")
    assert layout.log.read_text() == ""


def test_old_files_go_away(layout: Layout) -> None:
    handler = render_log_configuration(layout)["handlers"]["file"]
    handler["maxBytes"] = 2_000
    configuration = render_log_configuration(layout) | {"handlers": {"file": handler}}
    logging.config.dictConfig(configuration)
    for _ in range(400):
        logging.getLogger("synapse").warning("a line like any other")
    assert len(list(layout.logs.iterdir())) == handler["backupCount"] + 1
