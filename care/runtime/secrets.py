"""Secrets are files: made with the system's CSPRNG, readable by their owner only."""

from __future__ import annotations

import os
import secrets
import stat
import tempfile
from pathlib import Path

from care.runtime.errors import SettingsError

_PLACEHOLDERS = frozenset({"changeme", "change-me", "secret", "password", "todo", "xxx"})


def write_secret(path: Path, value: str) -> None:
    """Write `value` to `path` atomically, mode 0600; a folder made for it is of mode 0700."""
    temporary = _write_beside(path, value)
    temporary.replace(path)
    _keep_folder(path.parent)


def create_secret(path: Path, value: str) -> bool:
    """Write `value` to `path` unless a secret is there; False when one was.

    Of several processes starting together, exactly one makes the secret that all will read.
    """
    temporary = _write_beside(path, value)
    try:
        os.link(temporary, path)
    except FileExistsError:
        return False
    finally:
        temporary.unlink()
    _keep_folder(path.parent)
    return True


def _write_beside(path: Path, value: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(value)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)


def _keep_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_secret(path: Path) -> str:
    """The secret in `path`, without surrounding white space.

    Raises SettingsError when it is missing, empty, a placeholder, or readable by others.
    """
    try:
        mode = path.stat().st_mode
        value = path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise SettingsError(f"Secret manquant : {path}") from None
    except (OSError, UnicodeDecodeError):
        raise SettingsError(f"Secret illisible : {path}") from None
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise SettingsError(f"Secret lisible par d’autres utilisateurs (chmod 600) : {path}")
    if not value or value.lower() in _PLACEHOLDERS:
        raise SettingsError(f"Secret vide ou laissé à sa valeur d’exemple : {path}")
    return value


def ensure_secret(path: Path, *, size: int = 32) -> str:
    """The secret in `path`, made of `size` random bytes (URL-safe text) when absent."""
    if not path.exists():
        create_secret(path, secrets.token_urlsafe(size))
    return read_secret(path)
