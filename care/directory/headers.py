"""The whole headers of the national files, for those who write such files."""

from __future__ import annotations

import tomllib
from pathlib import Path

_HEADERS = tomllib.loads(Path(__file__).with_name("headers.toml").read_text(encoding="utf-8"))

ACTIVITY_HEADER: list[str] = _HEADERS["activities"].split("|")
SKILL_HEADER: list[str] = _HEADERS["skills"].split("|")
MAILBOX_HEADER: list[str] = _HEADERS["mailboxes"].split("|")
