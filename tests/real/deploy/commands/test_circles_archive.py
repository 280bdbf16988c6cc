"""`cercle circles archive` while the assistant serves; then opened where there is nothing else."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from care.archive.writing import digest_of
from care.audit.store import lines_about_circle
from deploy.opened import open_territory
from tests.care.archive.kept_circle import CANARY, CIRCLE
from tests.real.deploy.demo_process import CERCLE, ROOT
from tests.real.deploy.kept_territory import kept_territory

pytestmark = pytest.mark.real


async def test_the_whole_conversation_is_read_offline_with_the_key_alone(tmp_path: Path) -> None:
    home, away = tmp_path / "home", tmp_path / "away"
    home.mkdir()
    away.mkdir()
    async with kept_territory(home, messages=120) as made:
        ran = await made.order("circles", "archive", CIRCLE.text)
        assert ran.returncode == 0, ran.stderr
        assert CANARY not in ran.stdout
        await made.alice.say(made.rooms["circle"], "après")  # the assistant still listens
        await made.liaison.listen_until(126)
        (archive,) = (home / "archives").iterdir()
        assert digest_of(archive) in ran.stdout
        with open_territory(home) as opened, opened.database.begin() as connection:
            trail = list(lines_about_circle(connection, opened.keys, CIRCLE.text))
        said, files, alice = made.said, made.files, made.alice.user_id
    last = trail[-1].entry
    assert last is not None
    assert (last.act, last.details["sha256"]) == ("circle.archived", digest_of(archive))

    alone = away / archive.name
    os.link(archive, alone)
    order = [*CERCLE, "archive", "open", alone, "--key", home / "archives.key", "--to", away / "o"]
    opened_ = subprocess.run(order, cwd=ROOT, capture_output=True, text=True, check=False)
    assert opened_.returncode == 0, opened_.stderr
    events = [
        json.loads(line)
        for part in sorted((away / "o/rooms/circle").iterdir())
        for line in part.read_bytes().splitlines()
    ]
    words = [one["content"]["body"] for one in events if one["content"].get("msgtype") == "m.text"]
    assert sorted(words) == sorted(said)
    assert [one for one in words if one.startswith("message")] == said[1:-1]
    found = {
        one["content"]["filename"]: (away / "o" / one["file"]).read_bytes()
        for one in events
        if "file" in one
    }
    assert found == files
    assert all(one["trusted"] for one in events if one["encrypted"])
    page = (away / "o/conversation-circle.txt").read_text(encoding="utf-8")
    assert f"{alice}\u00a0: message 7" in page
    team = (away / "o/conversation-professionals.txt").read_text(encoding="utf-8")
    assert "Entre nous" in team
    assert json.loads((away / "o/circle.json").read_text())["circle"]["id"] == CIRCLE.text


async def test_an_unknown_circle_and_a_missing_place_are_told(tmp_path: Path) -> None:
    async with kept_territory(tmp_path) as made:
        unknown = await made.order("circles", "archive", "c" + "9" * 32)
        assert unknown.returncode == 1
        assert "Aucun cercle ne porte cet identifiant" in unknown.stderr
        settings = (tmp_path / "territory.toml").read_text(encoding="utf-8")
        shorter = "".join(
            line for line in settings.splitlines(keepends=True) if "archive" not in line
        )
        (tmp_path / "territory.toml").write_text(shorter, encoding="utf-8")
        nowhere = await made.order("circles", "archive", CIRCLE.text)
        assert nowhere.returncode == 2
        given = [str(tmp_path / "elsewhere"), str(tmp_path / "archives.key.pub")]
        ran = await made.order(
            "circles", "archive", CIRCLE.text, "--to", given[0], "--key", given[1]
        )
        assert ran.returncode == 0, ran.stderr
