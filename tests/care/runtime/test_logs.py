"""Logs that can be shown to anyone."""

from __future__ import annotations

import gc
import io
import json
import logging
import subprocess
import sys
from collections.abc import Iterator

import pytest
import structlog

from care.runtime.logs import incident_number, opaque, setup_logs

_CANARY = "CANARI Zoé"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What our logs wrote, as JSON lines."""
    gc.collect()  # what other tests left behind complains now, not while these logs are read
    stream = io.StringIO()
    setup_logs(stream)
    yield stream
    structlog.reset_defaults()


def _fail() -> None:
    patient = _CANARY
    raise ValueError(f"unexpected {patient}")


def test_a_line_is_json_with_its_time(written: io.StringIO) -> None:
    structlog.get_logger().info("sent", room=opaque("!salon"), count=2)
    line = json.loads(written.getvalue())
    assert (line["event"], line["level"], line["count"]) == ("sent", "info", 2)
    assert line["timestamp"].endswith("Z")
    assert "salon" not in written.getvalue()


@pytest.mark.parametrize("as_json", [True, False])
def test_of_an_exception_only_the_place_is_told(as_json: bool) -> None:
    stream = io.StringIO()
    setup_logs(stream, json=as_json)
    try:
        _fail()
    except ValueError as error:
        structlog.get_logger().exception("incident", number=incident_number())
        structlog.get_logger().error("incident", exc_info=error)
    assert stream.getvalue().count("ValueError") == 2
    assert stream.getvalue().count("_fail") == 2
    assert "CANARI" not in stream.getvalue()


def test_of_a_library_in_trouble_only_the_place_is_told(written: io.StringIO) -> None:
    library = logging.getLogger("some.library")
    library.info("starting for %s", _CANARY)
    assert written.getvalue() == ""
    try:
        _fail()
    except ValueError:
        library.exception("cannot handle %s", _CANARY)
    line = json.loads(written.getvalue())
    assert (line["library"], line["severity"], line["error"]) == (
        "some.library",
        "error",
        "ValueError",
    )
    assert line["line"].startswith("test_logs.py:")
    assert "CANARI" not in written.getvalue()


@pytest.mark.parametrize("name", ["nio", "nio.client.async_client", "nio.crypto.log", "peewee"])
def test_the_matrix_library_is_silent(
    written: io.StringIO, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    library = logging.getLogger(name)
    for level in (logging.DEBUG, logging.WARNING, logging.CRITICAL):
        library.log(level, "device of %s", _CANARY)
    assert written.getvalue() == ""
    assert "CANARI" not in "".join(capfd.readouterr())


def test_set_up_twice_speaks_once(written: io.StringIO) -> None:
    setup_logs(written)
    logging.getLogger("some.library").warning("trouble")
    assert len(written.getvalue().splitlines()) == 1


def test_below_the_level_nothing_is_written() -> None:
    stream = io.StringIO()
    setup_logs(stream, level="warning")
    structlog.get_logger().info("quiet")
    structlog.get_logger().warning("loud")
    assert [json.loads(line)["event"] for line in stream.getvalue().splitlines()] == ["loud"]


def test_an_id_is_recognised_within_a_run_and_not_beyond() -> None:
    code = "from care.runtime.logs import opaque; print(opaque('!salon'), opaque('!salon'))"
    runs = [
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
        for _ in range(2)
    ]
    (first, same), (other, _) = (run.stdout.split() for run in runs)
    assert first == same != other
    assert opaque("!salon") != opaque("!autre")


def test_an_incident_number_can_be_said_on_the_telephone() -> None:
    numbers = {incident_number() for _ in range(50)}
    assert all(len(number) == 6 and number.isdigit() for number in numbers)
    assert len(numbers) > 40
