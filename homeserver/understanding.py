"""Lets Synapse itself read a configuration, and says what it did not understand.

Run as a process (`python -m homeserver.understanding homeserver.yaml`): Synapse keeps what it reads
in global variables. Prints the problems as a JSON list of pairs.
"""

from __future__ import annotations

import contextlib
import json
import re
import sys
from pathlib import Path
from typing import Any

import yaml
from synapse.config._base import ConfigError
from synapse.config.homeserver import HomeServerConfig
from synapse.util.check_dependencies import DependencyException

from homeserver.guarantees import broken_guarantees
from homeserver.watched import Watched

# Handed over as they are, and read only while Synapse runs.
_READ_LATER = re.compile(
    r"extra_well_known_client_content(\..+)?"
    r"|database\.(txn_limit|args)"
    r"|password_config\.policy\."
    r"(minimum_length|require_(digit|symbol|lowercase|uppercase))"
    r"|modules\[\d+\]\.config(\..+)?"
)


def find_problems(path: Path) -> list[tuple[str, str]]:
    """Pairs (key, sentence) for all that Synapse refused, ignored, or understood otherwise."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        return [("", "le fichier ne contient pas de configuration")]
    watched = Watched(content)
    try:
        config = _parse(watched, path)
    except (ConfigError, DependencyException) as error:
        return [(".".join(getattr(error, "path", None) or ()), f"Synapse refuse : {error}")]
    ignored = [name for name in watched.unread() if not _READ_LATER.fullmatch(name)]
    return [
        *((name, "clé que Synapse ne lit pas (faute de frappe ?)") for name in ignored),
        *((broken.key, broken.message) for broken in broken_guarantees(config)),
    ]


def _parse(watched: Watched, path: Path) -> Any:
    config = HomeServerConfig()
    folder = str(path.resolve().parent)
    config.parse_config_dict(
        watched, config_dir_path=folder, data_dir_path=folder, allow_secrets_in_config=False
    )
    return config


if __name__ == "__main__":
    with contextlib.redirect_stdout(sys.stderr):
        found = find_problems(Path(sys.argv[1]))
    json.dump(found, sys.stdout)
