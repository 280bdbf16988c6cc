"""`cercle provision` on a territory that runs: a dry run, then for real, then nothing to do."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from care.matrix.http import MatrixHttp, path
from tests.real.deploy.demo_process import CERCLE, ROOT, DemoProcess

pytestmark = pytest.mark.real

HEADING = "identifiant;nom;prenom;profession;rpps;type;mot_de_passe\n"
NEW = HEADING + "maude.nouvelle;Nouvelle;Maude;pharmacien;;professionnel;\n"


def provision(demo: DemoProcess, file: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*CERCLE, "provision", file, "--state", demo.state, *options],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )


async def test_a_new_colleague_arrives(demo: DemoProcess, tmp_path: Path) -> None:
    file = tmp_path / "comptes.csv"
    file.write_text(NEW, encoding="utf-8")
    password = demo.state / "homeserver" / "secrets" / "first_passwords" / "maude.nouvelle"
    tried = provision(demo, file, "--dry-run")
    assert "maude.nouvelle" in tried.stdout
    assert "Essai seulement" in tried.stdout
    assert not password.exists()
    done = provision(demo, file)
    assert done.returncode == 0, done.stderr
    http = MatrixHttp(demo.contract["homeserver"]["url"])
    try:
        user = {"type": "m.id.user", "user": "maude.nouvelle"}
        secret = password.read_text(encoding="utf-8").strip()
        body = {"type": "m.login.password", "identifier": user, "password": secret}
        answer = await http.request("POST", path("login"), body)
        http.access_token = answer["access_token"]
        rooms = (await http.request("GET", path("joined_rooms")))["joined_rooms"]
    finally:
        await http.close()
    assert {demo.contract["rooms"]["pharmacists"], demo.contract["rooms"]["space"]} <= set(rooms)
    again = provision(demo, file)
    assert "À créer\u00a0: 0" in again.stdout


def test_one_wrong_line_and_nothing_is_done(demo: DemoProcess, tmp_path: Path) -> None:
    file = tmp_path / "comptes.csv"
    file.write_text(NEW + "x;Sans;Métier;;;professionnel;\n", encoding="utf-8")
    refused = provision(demo, file)
    assert refused.returncode == 2
    assert "Rien n’a été fait" in refused.stderr
    assert "Ligne 3" in refused.stderr
