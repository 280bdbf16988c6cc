"""Element Web, built from what npm has: `python -m tests.real.element.build`.

Registries hold no built Element Web, and of its sources one version only: 1.7.14 of December 2020,
under the client's former name, `riot-web`. Another one that is built already can be used instead:
`CERCLE_ELEMENT_WEB` names its folder.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.real.js.install import NODE, install

HERE = Path(__file__).resolve().parent
VERSION = "1.7.14"
_CACHE = HERE.parents[2] / ".cache" / f"element-web-{VERSION}"
_OURS = ("package.json", "babel.config.js", "bundle.js")
_THEIRS = ("src", "res", "scripts", "webpack.config.js", "contribute.json")
# An index of components that names one that is gone.
_STALE = "VectorCustomServerDialog"
_ENVIRONMENT = {"NODE_OPTIONS": "--openssl-legacy-provider", "DISABLE_V8_COMPILE_CACHE": "1"}


def is_built() -> bool:
    """Whether there is one to run; `make test` does not spend minutes on making it."""
    return "CERCLE_ELEMENT_WEB" in os.environ or (_CACHE / ".built").exists()


def element_web() -> Path:
    """The folder of a built Element Web; builds one the first time, in some minutes.

    Raises CalledProcessError when npm or the bundler fails.
    """
    given = os.environ.get("CERCLE_ELEMENT_WEB")
    if given:
        return Path(given)
    _CACHE.mkdir(parents=True, exist_ok=True)
    with (_CACHE / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        mark = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in _OURS)).hexdigest()
        stamp = _CACHE / ".built"
        if not stamp.exists() or stamp.read_text() != mark:
            _build()
            stamp.write_text(mark)
    return _CACHE / "webapp"


def _build() -> None:
    for name in _OURS:
        shutil.copy(HERE / name, _CACHE / name)
    (_CACHE / ".npmrc").write_text("legacy-peer-deps=true\n")
    install(_CACHE)
    package = _CACHE / "node_modules" / "riot-web"
    for name in _THEIRS:
        source, target = package / name, _CACHE / name
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        else:
            shutil.copy(source, target)
    index = _CACHE / "src" / "component-index.js"
    lines = index.read_text(encoding="utf-8").splitlines(keepends=True)
    index.write_text("".join(line for line in lines if _STALE not in line), encoding="utf-8")
    (_CACHE / "config.json").write_text("{}")
    _node("scripts/copy-res.js")
    _node("node_modules/webpack/bin/webpack.js", "--config", "bundle.js", "--mode", "production")


def _node(*command: str) -> None:
    environment: Mapping[str, str] = {**os.environ, **_ENVIRONMENT}
    subprocess.run([NODE, *command], cwd=_CACHE, check=True, env=environment, stdout=sys.stderr)


if __name__ == "__main__":
    sys.stdout.write(f"{element_web()}\n")
