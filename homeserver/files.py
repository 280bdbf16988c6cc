"""Puts a homeserver's files on the disk; doing it again changes no secret."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

import yaml
from signedjson.key import encode_signing_key_base64, generate_signing_key

from care.runtime.secrets import ensure_secret, write_secret
from care.runtime.settings import Territory
from homeserver.configuration import render_configuration
from homeserver.journal import render_log_configuration
from homeserver.layout import Layout
from homeserver.storage import password_line, redis_password

_SECRETS = ("registration_shared_secret", "macaroon", "form", "worker_replication")


def write_homeserver(
    territory: Territory, state: Path, *, testing: bool = False, policies: bool = True
) -> Layout:
    """Write all that Synapse needs to start under `state`; folders 0700, files 0600."""
    layout = Layout(state.resolve())
    for folder in (layout.state, layout.logs, layout.media, layout.secrets):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(0o700)
    _write_secrets(territory, layout)
    _write_yaml(layout.log_configuration, render_log_configuration(layout))
    _write_yaml(
        layout.configuration,
        render_configuration(territory, layout.state, testing=testing, policies=policies),
    )
    return layout


def _write_secrets(territory: Territory, layout: Layout) -> None:
    for name in _SECRETS:
        ensure_secret(layout.secret(name))
    if not layout.signing_key.exists():
        write_secret(layout.signing_key, _new_signing_key())
    database = password_line(territory.homeserver.database_url)
    if database is not None:
        write_secret(layout.secret("pgpass"), database)
    redis = redis_password(territory.homeserver.redis_url)
    if redis is not None:
        write_secret(layout.secret("redis_password"), redis)


def _new_signing_key() -> str:
    key = generate_signing_key(f"c{secrets.token_hex(3)}")
    return f"{key.alg} {key.version} {encode_signing_key_base64(key)}\n"


def _write_yaml(path: Path, content: dict[str, Any]) -> None:
    write_secret(path, yaml.safe_dump(content, allow_unicode=True, sort_keys=False))
