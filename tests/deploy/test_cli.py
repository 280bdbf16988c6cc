"""The command explains in French what is known to go wrong, and nothing else."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from care.directory.national_files import UnusableFile
from care.runtime.errors import PermanentFailure, SettingsError, TemporaryFailure
from deploy.cli import build, explain
from homeserver.process import StartFailure


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (SettingsError("Ligne 3 : clé inconnue"), 2, "Ligne 3"),
        (UnusableFile("file-older"), 1, "plus anciens"),
        (StartFailure("Synapse n’a pas démarré"), 1, "Synapse"),
        (TemporaryFailure("502"), 1, "ne répond pas"),
        (PermanentFailure("403 M_FORBIDDEN"), 1, "M_FORBIDDEN"),
        (ExceptionGroup("a", [ExceptionGroup("b", [SettingsError("au fond")])]), 2, "au fond"),
    ],
)
def test_known_failures_are_one_line(error: Exception, code: int, words: str) -> None:
    found, line = explain(error)
    assert found == code
    assert words in line


def test_a_bug_keeps_its_own_face() -> None:
    with pytest.raises(ZeroDivisionError):
        explain(ZeroDivisionError())


@pytest.mark.parametrize("order", ["demo", "check", "provision", "directory", "bot"])
def test_every_order_says_what_it_does(order: str) -> None:
    shown = CliRunner().invoke(build(), [order, "--help"])
    assert shown.exit_code == 0
    general = CliRunner().invoke(build(), ["--help"]).output
    assert order in general
