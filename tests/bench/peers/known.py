"""Who is measured: how each peer is started, and what it can do."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from tests.bench.setup import MAUTRIX_PYTHON
from tests.real.js.install import HERE as JS
from tests.real.js.install import NODE


@dataclass(frozen=True)
class Peer:
    """A program that answers. `persistent`: it can be stopped and come back as the same device."""

    name: str
    title: str
    command: tuple[str, ...]
    encrypted: bool = True
    persistent: bool = True


def _python(module: str, python: Path | str = sys.executable) -> tuple[str, ...]:
    return (str(python), "-m", f"tests.bench.peers.{module}")


OURS = Peer("ours", "Cercle", _python("ours"))
MAUTRIX = Peer("mautrix", "mautrix-python", _python("mautrix_bot", MAUTRIX_PYTHON))
JS_SDK = Peer("js", "matrix-js-sdk (Rust)", (str(NODE), str(JS / "peer.mjs")), persistent=False)
NIO = Peer("nio", "nio, default store", _python("nio_bot"))
FLOOR = Peer(
    "floor", "floor (clear, raw HTTP)", _python("floor"), encrypted=False, persistent=False
)
