"""`cercle audit export`: a patient's right of access, and what a professional did."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from care.runtime.errors import Refusal, SettingsError
from tests.deploy.commands.keys_and_trail import CANARY, NURSE, make_territory, run


def test_a_patient_reads_who_did_what(tmp_path: Path) -> None:
    make_territory(tmp_path)
    ran = run(tmp_path, "audit", "export", "--patient", "p1")
    first, second = ran.output.splitlines()
    assert "FICTIF Marie – infirmière – a ouvert le cercle – cercle c1" in first
    assert "retour à domicile" in first
    assert "unheard.of" in second  # an act without its words is still told


def test_programs_get_every_detail_on_one_line_each(tmp_path: Path) -> None:
    nurse = make_territory(tmp_path)
    ran = run(tmp_path, "audit", "export", "--professional", NURSE, "--format", "jsonl")
    lines = [json.loads(line) for line in ran.output.splitlines()]
    assert [line["act"] for line in lines] == ["circle.opened", "unheard.of"]
    assert lines[0]["actor"] == nurse
    assert lines[0]["details"]["name"] == CANARY
    by_id = run(tmp_path, "audit", "export", "--professional", nurse, "--format", "jsonl")
    assert [json.loads(one)["act"] for one in by_id.output.splitlines()][-1] == "audit.exported"


def test_the_export_is_itself_in_the_trail(tmp_path: Path) -> None:
    make_territory(tmp_path)
    run(tmp_path, "audit", "export", "--patient", "p1")
    again = run(tmp_path, "audit", "export", "--patient", "p1").output.splitlines()
    assert len(again) == 3
    assert "l’exploitant – a extrait des lignes" in again[-1]


def test_a_file_is_for_its_owner_only(tmp_path: Path) -> None:
    make_territory(tmp_path)
    file = tmp_path / "extrait.txt"
    ran = run(tmp_path, "audit", "export", "--patient", "p1", "--output", str(file))
    assert CANARY not in ran.output
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "a ouvert le cercle" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("order", [[], ["--patient", "p1", "--professional", NURSE]])
def test_one_subject_at_a_time(tmp_path: Path, order: list[str]) -> None:
    make_territory(tmp_path)
    assert isinstance(run(tmp_path, "audit", "export", *order).exception, SettingsError)


@pytest.mark.parametrize(
    ("order", "reason"),
    [(["--patient", "p9"], "audit-nothing"), (["--professional", "@x:y"], "audit-nobody")],
)
def test_what_is_not_there_is_told_and_leaves_no_line(
    tmp_path: Path, order: list[str], reason: str
) -> None:
    make_territory(tmp_path)
    error = run(tmp_path, "audit", "export", *order).exception
    assert isinstance(error, Refusal)
    assert error.reason == reason
    assert len(run(tmp_path, "audit", "export", "--patient", "p1").output.splitlines()) == 2
