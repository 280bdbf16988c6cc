"""A refusal is an OperationOutcome in French."""

from __future__ import annotations

from bridges.directory_api.problems import Problem, invalid, say


def test_says_what_is_wrong() -> None:
    problem = invalid("api-unknown-parameter", kind="Practitioner", name="gender")
    assert (problem.status, problem.code) == (400, "invalid")
    outcome = problem.outcome().model_dump(mode="json", by_alias=True)
    assert outcome["resourceType"] == "OperationOutcome"
    assert "gender" in outcome["issue"][0]["diagnostics"]
    assert Problem(404, "not-found", "api-no-write").wait is None
    assert say("api-title").endswith(".")
