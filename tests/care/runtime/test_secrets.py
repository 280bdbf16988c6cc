"""Secrets: one file each, made once, for their owner only."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from care.runtime.errors import SettingsError
from care.runtime.secrets import create_secret, ensure_secret, read_secret, write_secret


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_written_for_the_owner_only_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write_secret(tmp_path / "secrets" / "token", "s3cr3t-value")
    finally:
        os.umask(before)
    assert _mode(tmp_path / "secrets" / "token") == 0o600
    assert _mode(tmp_path / "secrets") == 0o700
    assert read_secret(tmp_path / "secrets" / "token") == "s3cr3t-value"


def test_rewriting_replaces_and_leaves_no_trace_beside(tmp_path: Path) -> None:
    write_secret(tmp_path / "token", "first-value")
    write_secret(tmp_path / "token", "second-value")
    assert read_secret(tmp_path / "token") == "second-value"
    assert [path.name for path in tmp_path.iterdir()] == ["token"]


def test_creating_never_replaces(tmp_path: Path) -> None:
    assert create_secret(tmp_path / "token", "first-value") is True
    assert create_secret(tmp_path / "token", "second-value") is False
    assert read_secret(tmp_path / "token") == "first-value"
    assert [path.name for path in tmp_path.iterdir()] == ["token"]


def test_all_who_start_together_read_the_same_secret(tmp_path: Path) -> None:
    together = Barrier(8)

    def start(_: int) -> str:
        together.wait()
        return ensure_secret(tmp_path / "token")

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(start, range(8)))) == 1


def test_two_secrets_differ_and_are_long(tmp_path: Path) -> None:
    first, second = ensure_secret(tmp_path / "a"), ensure_secret(tmp_path / "b")
    assert first != second
    assert min(len(first), len(second)) >= 43  # 32 bytes in URL-safe base64
    assert ensure_secret(tmp_path / "a") == first


@pytest.mark.parametrize("value", ["", "  \n", "changeme", " ChangeMe\n", "TODO"])
def test_placeholders_are_refused(tmp_path: Path, value: str) -> None:
    write_secret(tmp_path / "token", value)
    with pytest.raises(SettingsError, match="exemple"):
        read_secret(tmp_path / "token")


@pytest.mark.parametrize("mode", [0o604, 0o640, 0o660, 0o622])
def test_a_secret_open_to_others_is_refused(tmp_path: Path, mode: int) -> None:
    write_secret(tmp_path / "token", "good-value")
    (tmp_path / "token").chmod(mode)
    with pytest.raises(SettingsError, match="chmod 600"):
        read_secret(tmp_path / "token")


def test_what_cannot_be_read_is_one_readable_line(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir(mode=0o700)
    write_secret(tmp_path / "bytes", "x")
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    for name in ("missing", "folder", "bytes"):
        with pytest.raises(SettingsError) as refused:
            read_secret(tmp_path / name)
        assert name in str(refused.value)
        assert "\n" not in str(refused.value)
