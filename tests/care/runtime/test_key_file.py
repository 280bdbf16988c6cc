"""Keys come and go in one file, under the feet of those who use them."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from care.runtime.errors import PermanentFailure, Refusal, SettingsError
from care.runtime.key_file import add_key, remove_key
from care.runtime.sealing import KeyRing, key_id_of, load_key_ring
from care.runtime.secrets import write_secret


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of a ring of one key."""
    load_key_ring(tmp_path / "keys")
    return tmp_path / "keys"


def test_a_new_key_seals_and_the_old_one_still_opens(path: Path) -> None:
    ring = load_key_ring(path)
    old = ring.seal(b"before", "t.c")
    assert add_key(path) == 2
    new = ring.seal(b"after", "t.c")
    assert (key_id_of(old), key_id_of(new)) == (1, 2)
    assert (ring.unseal(old, "t.c"), ring.unseal(new, "t.c")) == (b"before", b"after")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_who_already_runs_opens_what_the_new_key_sealed(path: Path) -> None:
    running = load_key_ring(path)
    add_key(path)
    assert running.unseal(load_key_ring(path).seal(b"x", "t.c"), "t.c") == b"x"


def test_look_ups_outlive_every_key(path: Path) -> None:
    ring = load_key_ring(path)
    token, secret = ring.blind("1480375000000", "ins"), ring.derive("audit line")
    for turn in range(3):
        add_key(path)
        remove_key(path, turn + 1)
        assert list(ring.latest().keys) == [turn + 2]
        for one in (ring, load_key_ring(path)):
            assert (one.blind("1480375000000", "ins"), one.derive("audit line")) == (token, secret)


def test_a_removed_key_is_gone_from_the_file_and_opens_nothing(path: Path) -> None:
    ring = load_key_ring(path)
    sealed, line = ring.seal(b"x", "t.c"), path.read_text().splitlines()[0]
    add_key(path)
    remove_key(path, 1)
    assert line.partition(":")[2] not in path.read_text()
    with pytest.raises(PermanentFailure):
        ring.unseal(sealed, "t.c")


@pytest.mark.parametrize(("key_id", "reason"), [(1, "keys-last"), (7, "keys-unknown")])
def test_what_cannot_be_removed(path: Path, key_id: int, reason: str) -> None:
    before = path.read_text()
    with pytest.raises(Refusal) as refused:
        remove_key(path, key_id)
    assert refused.value.reason == reason
    assert path.read_text() == before


def test_a_number_is_never_given_again(path: Path) -> None:
    add_key(path)
    remove_key(path, 1)
    assert add_key(path) == 3


def test_a_file_that_goes_away_or_breaks_stops_nobody_who_runs(path: Path) -> None:
    ring = load_key_ring(path)
    sealed, whole = ring.seal(b"x", "t.c"), path.read_text()
    for damage in (path.unlink, lambda: path.write_text("rubbish"), lambda: path.chmod(0o644)):
        damage()
        assert ring.unseal(sealed, "t.c") == b"x"
        write_secret(path, whole)
    assert ring.unseal(sealed, "t.c") == b"x"


def test_one_with_nothing_but_look_ups_is_refused(path: Path) -> None:
    add_key(path)
    remove_key(path, 1)
    kept = [line for line in path.read_text().splitlines() if line.startswith("index")]
    write_secret(path, "\n".join(kept))
    with pytest.raises(SettingsError):
        load_key_ring(path)


def test_the_file_holds_the_ring_and_nothing_else(path: Path) -> None:
    add_key(path)
    assert [one.name for one in path.parent.iterdir()] == ["keys"]
    ring = load_key_ring(path)
    assert ring.latest() == KeyRing(ring.latest().keys)
    assert not any(key.hex() in repr(ring) for key in ring.keys.values())
