"""A configuration that remembers which of its keys were read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


class Watched(dict[str, Any]):
    """A dict whose nested dicts are watched too; reading a value marks its key.

    Asking whether a key is there, or listing keys, marks nothing: Synapse's schemas do that to keys
    which it then ignores.
    """

    def __init__(self, content: dict[str, Any], place: str = "") -> None:
        super().__init__()
        self.place = place
        self.read: set[str] = set()
        self._ours = tuple(content)
        for key, value in content.items():
            super().__setitem__(key, _watch(value, self.locate(key)))

    def locate(self, key: str) -> str:
        """The full name of `key`: `rc_login.address`."""
        return f"{self.place}.{key}" if self.place else str(key)

    def unread(self) -> list[str]:
        """The full names of the keys that nobody read, here and below."""
        names: list[str] = []
        for key in self._ours:
            if key in self.read:
                names += _unread_in(dict.__getitem__(self, key))
            else:
                names.append(self.locate(key))
        return names

    def __iter__(self) -> Iterator[str]:
        # Overridden so that `f(**watched)` and `dict(watched)` go through `__getitem__`.
        return super().__iter__()

    def __getitem__(self, key: str) -> Any:
        self.read.add(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self.read.add(key)
        return super().get(key, default)

    def pop(self, key: str, *default: Any) -> Any:
        self.read.add(key)
        return super().get(key, *default)

    def items(self) -> Any:
        self.read.update(dict.keys(self))
        return super().items()

    def values(self) -> Any:
        self.read.update(dict.keys(self))
        return super().values()


def _watch(value: Any, place: str) -> Any:
    if isinstance(value, dict):
        return Watched(value, place)
    if isinstance(value, list):
        return [_watch(item, f"{place}[{rank}]") for rank, item in enumerate(value)]
    return value


def _unread_in(value: Any) -> list[str]:
    if isinstance(value, Watched):
        return value.unread()
    if isinstance(value, list):
        return [name for item in value for name in _unread_in(item)]
    return []
