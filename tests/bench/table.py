"""The figures as tables for people, and as JSON for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.bench.results import Aim, Sheet


def print_measure(console: Console, sheet: Sheet, measure: str, ours: str) -> None:
    """One measure as a table, ratios beside the figures."""
    console.print(_table(sheet, measure, ours))


def print_verdict(console: Console, sheet: Sheet, ours: str, aims: list[Aim]) -> None:
    """The aims of what was measured, and what was not."""
    measured = [aim for aim in aims if aim.measure in sheet.measures()]
    if measured:
        console.print(_aims(sheet, ours, measured))
    for line in sheet.skipped:
        console.print(f"[yellow]not measured[/] {line}")


def as_json(sheet: Sheet, ours: str, aims: list[Aim]) -> dict[str, Any]:
    """Every figure, every ratio aimed at, and what was skipped."""
    return {
        "figures": [asdict(figure) for figure in sheet.figures],
        "aims": [{**asdict(aim), "ratio": _ratio(sheet, ours, aim)} for aim in aims],
        "skipped": sheet.skipped,
    }


def _table(sheet: Sheet, measure: str, ours: str) -> Table:
    figures = list(sheet.of(measure))
    quantities = list(dict.fromkeys(figure.quantity for figure in figures))
    table = Table(title=f"{measure} ({figures[0].unit})", title_justify="left")
    table.add_column("")
    for quantity in quantities:
        table.add_column(quantity, justify="right")
        table.add_column(f"{ours} ÷", justify="right", style="dim")
    for peer in dict.fromkeys(figure.peer for figure in figures):
        cells: list[str] = []
        for quantity in quantities:
            cells += [
                _number(sheet.value(measure, peer, quantity)),
                "" if peer == ours else _number(sheet.ratio(measure, quantity, ours, peer), 2),
            ]
        table.add_row(peer, *cells, style="bold" if peer == ours else None)
    return table


def _aims(sheet: Sheet, ours: str, aims: list[Aim]) -> Table:
    table = Table("aim", "wanted", "measured", "", title="Aims", title_justify="left")
    for aim in aims:
        ratio = _ratio(sheet, ours, aim)
        wanted = f"{'≥' if aim.at_least else '≤'} {aim.factor:g}"
        verdict = "not measured" if ratio is None else ("met" if aim.is_met(ratio) else "missed")
        what = f"{aim.measure}, {aim.quantity}: {ours} ÷ {aim.against}"
        table.add_row(what, wanted, _number(ratio, 2), verdict)
    return table


def _ratio(sheet: Sheet, ours: str, aim: Aim) -> float | None:
    return sheet.ratio(aim.measure, aim.quantity, ours, aim.against)


def _number(value: float | None, digits: int = 1) -> str:
    return "–" if value is None else f"{value:,.{digits}f}".replace(",", " ")
