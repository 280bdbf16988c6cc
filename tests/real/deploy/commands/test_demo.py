"""`make demo` as people and programs live it: it starts, tells its story, resumes, lets go."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from tests.deploy.demo.test_leash import ended
from tests.ports import free_ports
from tests.real.deploy.demo_process import CERCLE, ROOT, DemoProcess, running, start

pytestmark = pytest.mark.real


def get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=30) as answer:
        return str(answer.read().decode())


def running_in(state: Path) -> list[str]:
    """The processes whose command line names this folder."""
    found = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = file.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if str(state) in command:
            found.append(command)
    return found


def left_in(state: Path, seconds: float = 60) -> list[str]:
    """Those that do not end by themselves, told to by whoever started them."""
    deadline = time.monotonic() + seconds
    while (found := running_in(state)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


def test_the_contract_names_everything_that_answers(demo: DemoProcess) -> None:
    contract = demo.contract
    assert json.loads(get(f"{contract['web']['url']}/health")) == {"status": "ok"}
    assert "CPTS" in get(contract["web"]["url"])
    assert "cercle_messages_handled" in get(f"http://127.0.0.1:{demo.port_base + 2}/metrics")
    kinds = [account["kind"] for account in contract["accounts"]]
    assert kinds.count("professional") >= 10
    assert {"coordinator", "secretary", "relative", "patient"} <= set(kinds)
    assert {"space", "pharmacists", "announcements"} <= set(contract["rooms"])
    assert contract["homeserver"]["admin_user"].startswith("@")


def test_its_story_is_told_to_the_end(demo: DemoProcess) -> None:
    demo.wait_for_text("pas même le serveur")
    assert re.search(r"Prêt en \d+,\d\ss", demo.text)
    assert "Elise Perrin" in demo.text


async def test_any_account_can_ask_the_assistant(demo: DemoProcess) -> None:
    async with demo.person("alice.fictif") as alice:
        room = await alice.open_direct(demo.contract["bots"]["directory"])
        assert "Marie DUPONT" in await alice.ask(room, "kiné montivilliers", seconds=120)


async def test_an_assistant_in_one_file_joins_in(demo: DemoProcess, tmp_path: Path) -> None:
    subprocess.run([*CERCLE, "bot", "new", "garde", "--folder", tmp_path], cwd=ROOT, check=True)
    script = await asyncio.create_subprocess_exec(
        *CERCLE, "bot", "run", str(tmp_path / "garde.py"), "--state", str(demo.state),
        cwd=ROOT, stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert script.stdout is not None
        said = (await asyncio.wait_for(script.stdout.readline(), 120)).decode()
        assert "@garde:cercle.localhost" in said
        async with demo.person("paul.invente") as paul:
            room = await paul.open_direct("@garde:cercle.localhost")
            assert "02 61 91 00 01" in await paul.ask(room, "garde", seconds=120)
    finally:
        script.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(script.wait(), 90) == 0


def test_the_same_folder_or_port_twice_is_told_in_one_line(
    demo: DemoProcess, tmp_path: Path
) -> None:
    again = start(demo.state, free_ports(5))
    assert again.process.wait(120) == 2
    assert "tourne déjà" in again.text
    taken = start(tmp_path / "other", demo.port_base)
    assert taken.process.wait(120) == 2
    assert len(taken.text.splitlines()) == 1
    assert f"port {demo.port_base}" in taken.text


@pytest.mark.parametrize("seconds", [2.5, 4.5])
def test_interrupted_while_starting_it_leaves_nothing_running(
    tmp_path: Path, seconds: float
) -> None:
    demo = start(tmp_path / "state", free_ports(5), "--headless", "--no-story")
    demo.wait_for_text("démarre")
    time.sleep(seconds)
    assert demo.stop(signal.SIGINT) == 0
    assert not (demo.state / "demo.json").exists()
    assert left_in(demo.state) == []


def test_stopped_and_started_again_it_is_the_same(tmp_path: Path) -> None:
    state = tmp_path / "state"
    with running(state, "--no-story") as first:
        before = first.contract
        synapse = int((state / "homeserver" / "homeserver.pid").read_text())
        assert first.stop(signal.SIGINT) == 0
    assert ended(synapse, 90)
    assert not (state / "demo.json").exists()
    with running(state, "--no-story") as second:
        after = second.contract
        assert after["accounts"] == before["accounts"]
        assert after["rooms"] == before["rooms"]
        synapse = int((state / "homeserver" / "homeserver.pid").read_text())
        os.kill(second.process.pid, signal.SIGKILL)
        second.process.wait()
        assert ended(synapse, 90)
    with running(state, "--no-story") as third:
        assert third.contract["rooms"] == before["rooms"]
