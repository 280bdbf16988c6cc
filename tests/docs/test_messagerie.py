"""Everything that the triage room understands is told to its users."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from care.letters.model import CODES

ROOT = Path(__file__).resolve().parents[2]
ORDERS = tomllib.loads((ROOT / "bots/mailbox/triage/orders.toml").read_text(encoding="utf-8"))
TEXT = (
    (ROOT / "docs/messagerie.md")
    .read_text(encoding="utf-8")
    .replace("\u00a0", " ")
    .replace("\u202f", " ")
)


@pytest.mark.parametrize("verb", ORDERS)
def test_an_order_is_told(verb: str) -> None:
    assert f"`{ORDERS[verb][0]}" in TEXT


@pytest.mark.parametrize("code", sorted(set(CODES.values())))
def test_a_code_is_told(code: int) -> None:
    assert f"| {code} |" in TEXT.partition("## Trier")[0]
