"""Fetches the tests that Synapse's authors publish with its source, for their in-process harness.

The wheel leaves them out. `pip download` wants to run the source's build backend (Rust) only to
read its metadata; a backend of a few lines in its place answers that, so that nothing is compiled.
Run it as a script to fetch ahead of time: `python tests/policies/fetch_harness.py`.
"""

from __future__ import annotations

import fcntl
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from importlib.metadata import version
from pathlib import Path

VERSION = "1.163.2"
SHA256 = "4583f1cb8ae6e257c67b752148c3f5ec16ccf7d6cc5d8375d88a14ac20f8effe"
CACHE = Path(__file__).resolve().parents[2] / ".cache" / f"synapse-harness-{VERSION}"
PACKAGE = "synapse_harness"

_FILES = "__init__|server|unittest|utils|test_utils/[a-z_]+|rest/(client/)?(__init__|utils)"
_WANTED = re.compile(rf"[^/]+/tests/({_FILES})\.py")
_THEIR_NAME = re.compile(r"^(\s*)(from|import) tests\b", re.MULTILINE)
_BACKEND = f"""
def prepare_metadata_for_build_wheel(folder, config_settings=None):
    import pathlib
    info = pathlib.Path(folder, "matrix_synapse-{VERSION}.dist-info")
    info.mkdir()
    text = "Metadata-Version: 2.1\\nName: matrix-synapse\\nVersion: {VERSION}\\n"
    (info / "METADATA").write_text(text)
    return info.name
"""


def ensure_harness() -> Path:
    """The folder to put on the import path; fetched on the first call, by one process at a time."""
    if version("matrix-synapse") != VERSION:
        raise RuntimeError("Pin the version and hash of the installed Synapse in fetch_harness.py")
    CACHE.parent.mkdir(exist_ok=True)
    with (CACHE.parent / "synapse-harness.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not CACHE.exists():
            _fetch()
    return CACHE


def _fetch() -> None:
    with tempfile.TemporaryDirectory(dir=CACHE.parent) as folder:
        work = Path(folder)
        _extract(_download(work), work / "kept" / PACKAGE)
        (work / "kept").rename(CACHE)


def _download(work: Path) -> Path:
    backend, requirements = work / "backend", work / "requirements.txt"
    backend.mkdir()
    (backend / "maturin.py").write_text(_BACKEND)
    requirements.write_text(f"matrix-synapse=={VERSION} --hash=sha256:{SHA256}\n")
    options = ["--no-deps", "--no-binary=:all:", "--no-build-isolation", "--require-hashes"]
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "-q", *options, "-d", work, "-r", requirements],
        env={**os.environ, "PYTHONPATH": str(backend)},
        check=True,
    )
    return next(work.glob("*.tar.gz"))


def _extract(archive: Path, package: Path) -> None:
    """Their package is called `tests`, as ours: it is renamed on the way."""
    with tarfile.open(archive) as source:
        for member in source:
            if _WANTED.fullmatch(member.name) is None:
                continue
            kept = package / member.name.partition("/tests/")[2]
            kept.parent.mkdir(parents=True, exist_ok=True)
            stream = source.extractfile(member)
            assert stream is not None
            kept.write_text(_THEIR_NAME.sub(rf"\1\2 {PACKAGE}", stream.read().decode()))


if __name__ == "__main__":
    ensure_harness()
