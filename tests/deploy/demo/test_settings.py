"""The demonstration's file is a territory like any other."""

from __future__ import annotations

from pathlib import Path

from deploy.demo.ports import Ports
from deploy.demo.settings import write_settings
from deploy.state import TerritoryFolder


def test_ports_and_folder_are_in_the_file(tmp_path: Path) -> None:
    territory = write_settings(TerritoryFolder(tmp_path), Ports(9000), tmp_path / "annuaire")
    assert territory.homeserver.port == 9000
    assert territory.homeserver.public_url == "http://127.0.0.1:9000"
    assert (territory.service.web_port, territory.service.metrics_port) == (9001, 9002)
    assert territory.directory.folder == (tmp_path / "annuaire").resolve()


def test_the_groups_that_others_rely_on_are_there(tmp_path: Path) -> None:
    territory = write_settings(TerritoryFolder(tmp_path), Ports(9000), tmp_path)
    assert {"pharmacists", "announcements"} <= {group.key for group in territory.groups}


def test_written_again_it_is_the_same(tmp_path: Path) -> None:
    folder = TerritoryFolder(tmp_path)
    assert write_settings(folder, Ports(9000), tmp_path) == write_settings(
        folder, Ports(9000), tmp_path
    )
