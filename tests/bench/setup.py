"""Puts mautrix-python in a virtual environment of its own; nothing of it enters the product."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
MAUTRIX_VENV = ROOT / ".cache" / "bench-venv"
MAUTRIX_PYTHON = MAUTRIX_VENV / "bin" / "python"
_REQUIREMENTS = HERE / "mautrix.txt"
# python-olm is built here, from source.
_DEBIAN = ("libolm-dev", "cmake", "build-essential", "python3-dev")


def set_up_mautrix() -> None:
    """Make the environment once per version of its requirements.

    Raises CalledProcessError when a package cannot be had.
    """
    wanted = hashlib.sha256(_REQUIREMENTS.read_bytes()).hexdigest()
    stamp = MAUTRIX_VENV / ".installed"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    _install_debian_packages()
    venv.create(MAUTRIX_VENV, with_pip=True, clear=True)
    command = [str(MAUTRIX_PYTHON), "-m", "pip", "install", "--quiet", "-r", str(_REQUIREMENTS)]
    subprocess.run(command, check=True)
    stamp.write_text(wanted)


def _install_debian_packages() -> None:
    missing = [name for name in _DEBIAN if not _is_installed(name)]
    if not missing:
        return
    print(f"Debian packages needed by mautrix-python: {' '.join(missing)}", file=sys.stderr)
    sudo = [] if os.geteuid() == 0 or not shutil.which("sudo") else ["sudo"]
    subprocess.run([*sudo, "apt-get", "install", "-y", "-q", *missing], check=True)


def _is_installed(package: str) -> bool:
    query = ["dpkg-query", "-W", "-f", "${Status}", package]
    found = subprocess.run(query, capture_output=True, text=True, check=False)
    return "ok installed" in found.stdout
