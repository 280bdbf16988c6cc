"""Sealed columns: only the right key, the right column and untouched bytes open them."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from care.runtime.errors import PermanentFailure, SettingsError
from care.runtime.sealing import KeyRing, load_key_ring
from care.runtime.secrets import write_secret

_rings = st.dictionaries(
    st.integers(1, 2**16 - 1), st.binary(min_size=32, max_size=32), min_size=1, max_size=4
).map(KeyRing)
_contexts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_KEY = "A" * 43 + "="


@given(_rings, st.binary(max_size=500), _contexts)
def test_what_was_sealed_opens(ring: KeyRing, clear: bytes, context: str) -> None:
    sealed = ring.seal(clear, context)
    assert ring.unseal(sealed, context) == clear
    assert ring.seal(clear, context) != sealed  # equal contents are not seen to be equal
    if len(clear) >= 8:
        assert clear not in sealed


@given(_rings, st.binary(max_size=60), st.data())
def test_any_altered_byte_is_refused(ring: KeyRing, clear: bytes, data: st.DataObject) -> None:
    sealed = bytearray(ring.seal(clear, "table.column"))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(PermanentFailure):
        ring.unseal(bytes(sealed), "table.column")


def test_every_byte_of_one_value_counts() -> None:
    ring = KeyRing({1: bytes(32), 257: bytes(31) + b"x"})
    sealed = ring.seal(b"contents", "table.column")
    for position in range(len(sealed)):
        altered = sealed[:position] + bytes([sealed[position] ^ 1]) + sealed[position + 1 :]
        with pytest.raises(PermanentFailure):
            ring.unseal(altered, "table.column")
    for length in range(len(sealed)):
        with pytest.raises(PermanentFailure):
            ring.unseal(sealed[:length], "table.column")


@given(_rings, _contexts, _contexts)
def test_moved_to_another_column_it_is_refused(ring: KeyRing, here: str, there: str) -> None:
    assume(here != there)
    with pytest.raises(PermanentFailure):
        ring.unseal(ring.seal(b"contents", here), there)
    assert ring.blind("1480375000000", here) != ring.blind("1480375000000", there)


@given(_rings, st.binary(min_size=32, max_size=32), st.text(max_size=20))
def test_after_rotation_the_old_opens_and_the_index_holds(
    ring: KeyRing, fresh: bytes, name: str
) -> None:
    assume(max(ring.keys) < 2**16 - 1 and fresh not in ring.keys.values())
    name = name.encode(errors="replace").decode()
    rotated = KeyRing({**ring.keys, max(ring.keys) + 1: fresh})
    assert rotated.unseal(ring.seal(b"before", "c"), "c") == b"before"
    assert rotated.blind(name, "c") == ring.blind(name, "c")
    with pytest.raises(PermanentFailure):
        ring.unseal(rotated.seal(b"after", "c"), "c")


def test_the_index_tells_equal_from_different_and_needs_the_key() -> None:
    ring, other = KeyRing({1: bytes(32)}), KeyRing({1: b"x" * 32})
    assert ring.blind("Zoé", "c") == ring.blind("Zoé", "c")
    assert len({ring.blind("Zoé", "c"), ring.blind("Zoe", "c"), other.blind("Zoé", "c")}) == 3


def test_a_ring_never_shows_its_keys() -> None:
    ring = KeyRing({1: b"k" * 32})
    assert "kkk" not in repr(ring) + str(ring) + f"{[ring]}"


def test_made_once_for_all_who_start_together(tmp_path: Path) -> None:
    together = Barrier(6)

    def start(_: int) -> KeyRing:
        together.wait()
        return load_key_ring(tmp_path / "secrets" / "data_keys")

    with ThreadPoolExecutor(6) as pool:
        first, *others = pool.map(start, range(6))
    assert all(other.unseal(first.seal(b"x", "c"), "c") == b"x" for other in others)
    assert stat.S_IMODE((tmp_path / "secrets" / "data_keys").stat().st_mode) == 0o600


def test_an_operator_adds_a_key_by_adding_a_line(tmp_path: Path) -> None:
    file = tmp_path / "data_keys"
    before = load_key_ring(file)
    write_secret(file, file.read_text() + f"2:{_KEY}\n")
    assert load_key_ring(file).unseal(before.seal(b"x", "c"), "c") == b"x"
    assert load_key_ring(file).seal(b"x", "c")[1:3] == b"\x00\x02"


@pytest.mark.parametrize(
    "lines",
    ["1:short", "one:" + _KEY, _KEY, f"0:{_KEY}", f"65536:{_KEY}", f"1:{_KEY}\n1:{_KEY}", "1:%%"],
)
def test_a_damaged_ring_is_refused_without_quoting_it(tmp_path: Path, lines: str) -> None:
    write_secret(tmp_path / "data_keys", lines)
    with pytest.raises(SettingsError) as refused:
        load_key_ring(tmp_path / "data_keys")
    assert _KEY not in str(refused.value)
