"""Whether Synapse understood the configuration as we meant it."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from care.runtime.errors import SettingsError
from care.runtime.secrets import write_secret
from homeserver.layout import REPOSITORY, Layout

_PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a configuration. `key` is where: `rc_login.address`."""

    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.key} : {self.message}" if self.key else self.message


def check_configuration(path: Path) -> list[Problem]:
    """All that Synapse refuses, ignores or understands otherwise in `path`; empty when all is well.

    Asks Synapse itself, in a process of its own (about two seconds). Blocks.
    """
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    answer = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "homeserver.understanding", str(path.resolve())],
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        cwd=path.resolve().parent,
        env=environment,
        check=False,
    )
    if answer.returncode != 0:
        last = answer.stderr.strip().splitlines()[-1:] or ["aucune explication"]
        return [Problem("", f"Synapse n’a pas pu lire le fichier : {last[0]}")]
    return [Problem(key, message) for key, message in json.loads(answer.stdout)]


def ensure_understood(layout: Layout) -> None:
    """Check the configuration unless this very one was checked before.

    Raises SettingsError, one line per problem.
    """
    mark = layout.state / "understood"
    digest = _digest(layout.configuration)
    if mark.exists() and mark.read_text() == digest:
        return
    problems = check_configuration(layout.configuration)
    if problems:
        lines = "\n".join(f"  - {problem}" for problem in problems)
        raise SettingsError(f"{layout.configuration.name} n’est pas sûr :\n{lines}")
    write_secret(mark, digest)


def _digest(path: Path) -> str:
    guarantees = Path(__file__).with_name("guarantees.py").read_bytes()
    seen = version("matrix-synapse").encode() + guarantees + path.read_bytes()
    return hashlib.sha256(seen).hexdigest()
