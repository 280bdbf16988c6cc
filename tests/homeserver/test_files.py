"""Files on the disk: private, complete, and the same secrets every time."""

from __future__ import annotations

from pathlib import Path

import yaml
from signedjson.key import read_signing_keys

from homeserver.files import write_homeserver
from tests.real.servers import small_territory


def test_nobody_else_can_read_anything(tmp_path: Path) -> None:
    layout = write_homeserver(small_territory(), tmp_path / "state")
    found = [layout.state, *layout.state.rglob("*")]
    assert len(found) > 8
    for path in found:
        assert path.stat().st_mode & 0o077 == 0, path


def test_writing_again_keeps_secrets_and_follows_the_settings(tmp_path: Path) -> None:
    first = write_homeserver(small_territory(room_version="12"), tmp_path)
    before = {path: path.read_bytes() for path in first.secrets.iterdir()}
    second = write_homeserver(small_territory(room_version="11"), tmp_path)
    assert {path: path.read_bytes() for path in second.secrets.iterdir()} == before
    written = yaml.safe_load(second.configuration.read_text())
    assert written["default_room_version"] == "11"


def test_secrets_differ_from_each_other_and_from_the_next_territory_s(tmp_path: Path) -> None:
    values = [
        path.read_text()
        for name in ("one", "two")
        for path in write_homeserver(small_territory(), tmp_path / name).secrets.iterdir()
    ]
    assert len(set(values)) == len(values) >= 10


def test_the_signing_key_is_one(tmp_path: Path) -> None:
    layout = write_homeserver(small_territory(), tmp_path)
    (key,) = read_signing_keys(layout.signing_key.read_text().splitlines())
    assert key.alg == "ed25519"


def test_passwords_in_addresses_end_in_private_files(tmp_path: Path) -> None:
    territory = small_territory(
        database_url="postgresql://a:secret-un@b/c", redis_url="redis://:secret-deux@d"
    )
    layout = write_homeserver(territory, tmp_path)
    assert "secret-un" in layout.secret("pgpass").read_text()
    assert layout.secret("redis_password").read_text() == "secret-deux"
    assert "secret" not in layout.configuration.read_text().replace("secrets", "").replace(
        "_secret", ""
    )
