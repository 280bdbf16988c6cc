"""The arithmetic of the bench: medians, shares, ratios, aims."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from tests.bench.results import Aim, Sheet, median, percentile
from tests.bench.table import as_json, print_measure, print_verdict

VALUES = st.lists(st.floats(0, 1e6), min_size=1)


@given(VALUES, st.floats(0.01, 1))
def test_a_percentile_is_a_value_that_enough_others_do_not_exceed(
    values: list[float], share: float
) -> None:
    found = percentile(values, share)
    assert found in values
    assert sum(value <= found for value in values) >= share * len(values)


@given(VALUES)
def test_at_least_half_lies_on_each_side_of_the_median(values: list[float]) -> None:
    middle = median(values)
    assert sum(value <= middle for value in values) * 2 >= len(values)
    assert sum(value >= middle for value in values) * 2 >= len(values)


def sheet() -> Sheet:
    filled = Sheet()
    filled.add("Reply", "Cercle", "ms", median=50.0, p95=80.0)
    filled.add("Reply", "floor", "ms", median=40.0, p95=100.0)
    filled.add("Catch-up", "Cercle", "messages/s", rate=900.0)
    filled.skip("mautrix", "could not be installed")
    return filled


def test_a_ratio_is_ours_over_theirs() -> None:
    assert sheet().ratio("Reply", "median", "Cercle", "floor") == 1.25


def test_what_was_not_measured_has_no_ratio() -> None:
    assert sheet().ratio("Catch-up", "rate", "Cercle", "mautrix") is None


def test_an_aim_is_a_bound_from_above_or_from_below() -> None:
    at_most = Aim("Reply", "median", "floor", 1.3)
    at_least = Aim("Catch-up", "rate", "mautrix", 2.0, at_least=True)
    assert [at_most.is_met(ratio) for ratio in (1.3, 1.31)] == [True, False]
    assert [at_least.is_met(ratio) for ratio in (1.99, 2.0)] == [False, True]


def test_the_tables_show_figures_ratios_verdicts_and_what_is_missing() -> None:
    console = Console(record=True, width=120, quiet=False, file=None, force_terminal=False)
    aims = [Aim("Reply", "median", "floor", 1.3), Aim("Reply", "p95", "floor", 0.5)]
    for measure in sheet().measures():
        print_measure(console, sheet(), measure, "Cercle")
    print_verdict(console, sheet(), "Cercle", aims)
    text = console.export_text()
    assert all(word in text for word in ("50.0", "1.25", "met", "missed", "could not be installed"))


def test_the_json_holds_every_figure_and_ratio() -> None:
    written = as_json(sheet(), "Cercle", [Aim("Reply", "median", "floor", 1.3)])
    assert [figure["value"] for figure in written["figures"]] == [50.0, 80.0, 40.0, 100.0, 900.0]
    assert written["aims"][0]["ratio"] == 1.25
    assert written["skipped"] == ["mautrix: could not be installed"]
