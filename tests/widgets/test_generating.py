"""What is made from Python is up to date, and both sides agree on what is well formed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from tests.widgets.node import NODE, run_node
from widgets.circle import results
from widgets.circle import views as circle_views
from widgets.day import views as day_views
from widgets.engine import view
from widgets.generating import GENERATED, render
from widgets.patients import views as patients_views
from widgets.sending import views as sending_views
from widgets.session import views as session_views
from widgets.triage import views as triage_views
from widgets.wiring import all_pages

SAMPLES = Path(__file__).with_name("samples")
MODELS: dict[str, type[BaseModel]] = {
    name: found
    for module in (
        *(view, session_views, day_views, patients_views, circle_views),
        *(triage_views, sending_views, results),
    )
    for name, found in vars(module).items()
    if isinstance(found, type) and issubclass(found, BaseModel)
}


@pytest.mark.parametrize("name", ["models.ts", "calls.ts", "texts.ts"])
def test_what_is_generated_is_up_to_date(name: str) -> None:
    committed = (GENERATED / name).read_text(encoding="utf-8")
    assert committed == render()[name], "python -m widgets.generating"


def samples() -> list[dict[str, Any]]:
    """Documents, the model of each, and whether they are well formed."""
    return [
        {"model": path.stem, **one}
        for path in sorted(SAMPLES.glob("*.json"))
        for one in json.loads(path.read_text(encoding="utf-8"))
    ]


def test_python_agrees_with_the_samples() -> None:
    wrong = []
    for sample in samples():
        try:
            MODELS[sample["model"]].model_validate_json(json.dumps(sample["document"]))
            accepted = True
        except ValidationError:
            accepted = False
        if accepted != sample["good"]:
            wrong.append(sample)
    assert wrong == []


def test_typescript_agrees_with_the_samples() -> None:
    script = """
      const m = await import(process.argv[1]);
      const samples = JSON.parse(process.argv[2]);
      const wrong = samples.filter((s) => m[`is${s.model}`](s.document).ok !== s.good);
      console.log(JSON.stringify(wrong));
    """
    found = run_node(script, (GENERATED / "models.ts").as_uri(), json.dumps(samples()))
    assert json.loads(found) == []


def test_every_answer_has_a_sample() -> None:
    engine = {
        name
        for name, model in vars(view).items()
        if isinstance(model, type) and issubclass(model, view.View) and model is not view.View
    }
    answers = {call.view.__name__ for page in all_pages("@a:b") for call in page.calls.values()}
    inside = {"MeView", "OutcomeView"}
    assert (engine | answers) - inside <= {path.stem for path in SAMPLES.glob("*.json")}


def test_the_front_end_s_own_tests_pass() -> None:
    tests = sorted(Path(__file__).with_name("front_end").glob("*.test.ts"))
    assert tests
    ran = subprocess.run(
        [NODE, "--test", *tests], check=False, capture_output=True, text=True, timeout=300
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
