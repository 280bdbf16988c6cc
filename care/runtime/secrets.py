"""Secrets are files: made with the system's CSPRNG, readable by their owner only."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

from care.runtime.errors import SettingsError

_PLACEHOLDERS = frozenset({"changeme", "change-me", "secret", "password", "todo", "xxx"})


def write_secret(path: Path, value: str) -> None:
    """Write `value` to `path` atomically, mode 0600, in a directory of mode 0700."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(value)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def read_secret(path: Path) -> str:
    """The secret in `path`, without surrounding white space.

    Raises SettingsError when it is missing, empty, a placeholder, or readable by others.
    """
    try:
        mode = path.stat().st_mode
        value = path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise SettingsError(f"Secret manquant : {path}") from None
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise SettingsError(f"Secret lisible par d’autres utilisateurs (chmod 600) : {path}")
    if not value or value.lower() in _PLACEHOLDERS:
        raise SettingsError(f"Secret vide ou laissé à sa valeur d’exemple : {path}")
    return value


def ensure_secret(path: Path, *, size: int = 32) -> str:
    """The secret in `path`, made of `size` random bytes (URL-safe text) when absent."""
    if not path.exists():
        write_secret(path, secrets.token_urlsafe(size))
    return read_secret(path)
