"""The module's own configuration, read strictly: a key we do not know is an error at start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from synapse.module_api.errors import ConfigError


@dataclass(frozen=True, slots=True)
class PolicySettings:
    """`accounts_file` says who is what; `bots` and `operators` stay what they are without it.

    `federation_allow` are the servers we talk to; none means a closed territory.
    `unknown_invitations_per_day` is for people without a common room; `redaction_window_hours` is
    how long people may erase what they wrote around a patient.
    """

    accounts_file: Path
    bots: frozenset[str] = frozenset()
    operators: frozenset[str] = frozenset()
    federation_allow: frozenset[str] = frozenset()
    unknown_invitations_per_day: int = 20
    redaction_window_hours: int = 24


_KEYS = frozenset(field.name for field in fields(PolicySettings))


def parse_settings(config: Mapping[str, object]) -> PolicySettings:
    """Raises ConfigError, which stops Synapse at start with the name of the faulty key."""
    for key in config.keys() - _KEYS:
        raise ConfigError("unknown key", path=(str(key),))
    path = config.get("accounts_file")
    if not isinstance(path, str) or not Path(path).is_absolute():
        raise ConfigError("must be an absolute path", path=("accounts_file",))
    return PolicySettings(
        Path(path),
        bots=_user_ids(config, "bots"),
        operators=_user_ids(config, "operators"),
        federation_allow=_texts(config, "federation_allow"),
        **{
            key: _count(config, key)
            for key in ("unknown_invitations_per_day", "redaction_window_hours")
            if key in config
        },
    )


def _user_ids(config: Mapping[str, object], key: str) -> frozenset[str]:
    users = _texts(config, key)
    for user in users:
        if not user.startswith("@") or ":" not in user:
            raise ConfigError("must be user ids such as @name:server", path=(key,))
    return users


def _texts(config: Mapping[str, object], key: str) -> frozenset[str]:
    values = config.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ConfigError("must be a list of texts", path=(key,))
    return frozenset(values)


def _count(config: Mapping[str, object], key: str) -> int:
    value = config[key]
    if type(value) is not int or value < 0:
        raise ConfigError("must be a whole number, 0 or more", path=(key,))
    return value
