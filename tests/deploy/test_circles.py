"""What the orders about circles take from the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from care.access.act import RoomKind
from care.archive.keys import make_key
from care.archive.model import Keeping
from care.archive.reason import ArchiveRefused, Reason
from care.runtime.errors import Refusal
from care.runtime.settings import Retention
from deploy.circles import (
    assistant_of,
    days_of,
    ending_alone,
    keeping_of,
    parse_circle,
    place_of,
    refusal_of,
)
from deploy.opened import open_territory
from deploy.words import say
from homeserver.trimming import TRIMMED
from tests.care.archive.kept_circle import CIRCLE
from tests.deploy.commands.circles_on_disk import make_territory


def test_times_come_from_the_settings() -> None:
    retention = Retention(circle_months=24, professionals_months=6, group_days=90)
    assert keeping_of(retention) == Keeping(24, 6)
    assert days_of(retention)[RoomKind.ANNOUNCEMENTS] == 90
    assert set(days_of(retention)) == TRIMMED


def test_archives_go_where_the_settings_say(tmp_path: Path) -> None:
    make_territory(tmp_path)
    with open_territory(tmp_path) as opened:
        assert place_of(opened) is None
        assert assistant_of(opened.territory).startswith("@liaison:")
    make_key(tmp_path / "a.key")
    settings = '[retention]\narchive_folder = "kept"\narchive_key_file = "a.key.pub"\n'
    other = tmp_path / "other"
    other.mkdir()
    make_territory(other, settings)
    with open_territory(other) as opened, pytest.raises(Refusal):
        place_of(opened)
    (other / "a.key.pub").write_bytes((tmp_path / "a.key.pub").read_bytes())
    with open_territory(other) as opened:
        place = place_of(opened)
    assert place is not None
    assert place.folder == other / "kept"


def test_one_process_at_a_time_ends_circles(tmp_path: Path) -> None:
    make_territory(tmp_path)
    with (
        open_territory(tmp_path) as opened,
        ending_alone(opened),
        pytest.raises(Refusal),
        ending_alone(opened),
    ):
        pass
    with open_territory(tmp_path) as opened, ending_alone(opened):
        pass


def test_an_id_is_read_or_refused() -> None:
    assert parse_circle(f" {CIRCLE}\n") == CIRCLE
    with pytest.raises(Refusal):
        parse_circle("Jeanne")


@pytest.mark.parametrize("reason", Reason)
def test_every_refusal_has_its_sentence(reason: Reason) -> None:
    assert say(refusal_of(ArchiveRefused(reason)).reason)
