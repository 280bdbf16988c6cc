"""`territory.toml`: what is accepted, and what is refused with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from care.runtime.errors import SettingsError
from care.runtime.settings import RoomKind, load_territory

_SMALL = """
[territory]
name = "CPTS de l’Exemple"
server_name = "cpts.example"
communes = ["76351", "2A004"]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small valid territory."""
    path = tmp_path / "territory.toml"
    path.write_text(_SMALL, encoding="utf-8")
    return path


def test_the_example_shipped_with_the_house_is_valid() -> None:
    territory = load_territory(Path(__file__).parents[3] / "territory.example.toml")
    assert territory.groups[0].kind is RoomKind.ANNOUNCEMENTS


def test_a_small_file_is_enough(file: Path) -> None:
    territory = load_territory(file)
    assert territory.territory.communes == ("76351", "2A004")
    assert territory.bots.directory.localpart != territory.bots.sentinel.localpart
    assert territory.homeserver.federation_allow == ()


def test_overrides_win_and_leave_their_neighbours(file: Path) -> None:
    file.write_text(_SMALL + '[homeserver]\nport = 9000\nbind = "::1"\n', encoding="utf-8")
    territory = load_territory(file, {"homeserver": {"port": 9100}})
    assert (territory.homeserver.port, territory.homeserver.bind) == (9100, "::1")


def test_the_environment_changes_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CERCLE_HOMESERVER__PORT", "9999")
    monkeypatch.setenv("CERCLE_SERVICE", '{"web_port": 9998}')
    territory = load_territory(file)
    assert territory.homeserver.port != 9999
    assert territory.service.web_port != 9998


def test_nothing_can_be_changed_afterwards(file: Path) -> None:
    territory = load_territory(file)
    with pytest.raises(ValidationError):
        territory.service = territory.service
    with pytest.raises(ValidationError):
        territory.homeserver.port = 1


@pytest.mark.parametrize(
    ("addition", "place"),
    [
        ("[homeserver]\nprot = 8008\n", "homeserver.prot"),
        ("[unknown]\n", "unknown"),
        ("[homeserver]\nport = 0\n", "homeserver.port"),
        ('[homeserver]\nroom_version = "10"\n', "homeserver.room_version"),
        ('[homeserver]\nfederation_allow = ["https://x"]\n', "federation_allow"),
        ('[bots.directory]\nlocalpart = "A b"\ndisplay_name = "x"\n', "bots.directory.localpart"),
        ('[[groups]]\nkey = "a b"\nname = "Groupe"\n', "groups.0.key"),
    ],
)
def test_a_doubtful_entry_is_named(file: Path, addition: str, place: str) -> None:
    file.write_text(_SMALL + addition, encoding="utf-8")
    with pytest.raises(SettingsError, match=place):
        load_territory(file)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ('"76351"', '"7635"'),
        ('["76351", "2A004"]', "[]"),
        ("cpts.example", "CPTS.example"),
        ('name = "CPTS de l’Exemple"', ""),
        ("[territory]", '[territory]\ntimezone = "Europe/Pari"'),
    ],
)
def test_a_doubtful_territory_is_refused(file: Path, good: str, bad: str) -> None:
    file.write_text(_SMALL.replace(good, bad), encoding="utf-8")
    with pytest.raises(SettingsError, match="territory"):
        load_territory(file)


def test_two_groups_of_one_key_and_two_bots_of_one_name_are_refused(file: Path) -> None:
    group = '[[groups]]\nkey = "nurses"\nname = "Infirmiers"\n'
    bot = '[bots.sentinel]\nlocalpart = "annuaire"\ndisplay_name = "Vigie"\n'
    for addition, word in ((group + group, "clé"), (bot, "assistants")):
        file.write_text(_SMALL + addition, encoding="utf-8")
        with pytest.raises(SettingsError, match=word):
            load_territory(file)


def test_no_file_a_folder_and_broken_toml_are_one_line(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "broken.toml").write_text("[territory\n", encoding="utf-8")
    for name in ("missing.toml", "folder.toml", "broken.toml"):
        with pytest.raises(SettingsError) as refused:
            load_territory(tmp_path / name)
        assert name in str(refused.value)
        assert "\n" not in str(refused.value)
