"""Keys are files: made once, told apart, and never taken for one another."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from care.archive.keys import Passphrase, PrivateKey, PublicKey, make_key, read_lock, read_opener
from care.archive.reason import ArchiveRefused, Reason


def test_a_pair_is_made_once_and_its_secret_half_is_its_owner_s(tmp_path: Path) -> None:
    secret = tmp_path / "archives.key"
    public = make_key(secret)
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    opener, lock = read_opener(secret), read_lock(public)
    assert isinstance(opener, PrivateKey)
    assert isinstance(lock, PublicKey)
    assert opener.public == lock == read_lock(secret)
    assert secret.read_text() not in repr(opener)
    with pytest.raises(FileExistsError):
        make_key(secret)
    assert read_opener(secret) == opener


def test_a_public_key_opens_nothing(tmp_path: Path) -> None:
    public = make_key(tmp_path / "a")
    with pytest.raises(ArchiveRefused) as refused:
        read_opener(public)
    assert refused.value.reason is Reason.NOT_A_KEY


def test_any_other_text_is_a_passphrase(tmp_path: Path) -> None:
    file = tmp_path / "phrase"
    file.write_text(" quatre mots tout à fait inventés\n", encoding="utf-8")
    expected = Passphrase("quatre mots tout à fait inventés")
    assert read_lock(file) == read_opener(file) == expected
    assert "mots" not in repr(expected)


@pytest.mark.parametrize(
    "content",
    [b"", b"trop court", b"\xff" * 40, b"x" * 5_000, b"cercle-archive-private:AAAA",
     b"cercle-archive-public:!!!!"],
)  # fmt: skip
def test_what_cannot_be_a_key_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "key"
    file.write_bytes(content)
    for read in (read_lock, read_opener):
        with pytest.raises(ArchiveRefused):
            read(file)
    with pytest.raises(ArchiveRefused):
        read_lock(tmp_path / "absent")
