"""Every reason, place and kind of sending has its sentence."""

from __future__ import annotations

import re

import pytest

from bots.liaison.sending.texts import TEXTS
from care.dispatches.model import DispatchState, Form, Where
from care.dispatches.rules import REASONS
from care.identity.patient import decide_sending_ins
from care.identity.reason import Environment, Reason
from care.identity.status import ALLOWED
from tests.care.dispatches.territory import identity
from tests.house.sources import ROOT, python_files

_REFUSAL = re.compile(r'Refusal\(\s*f?"((?:dispatch|mail)-[a-z-]+)"|"(dispatch-[a-z-]+)"')
_FACTS = {"name": "X", "word": "X", "role": "X", "address": "X", "most": 2, "size": 1, "limit": 2}


def refusals() -> list[str]:
    """Every reason that a sending gives."""
    files = [p for p in python_files("care", "bots") if p.parts[1] in {
        "dispatches", "liaison", "mailbox"}]  # fmt: skip
    found = {
        next(filter(None, groups))
        for path in files
        for groups in _REFUSAL.findall((ROOT / path).read_text("utf-8"))
    }
    found |= {f"dispatch-already-{state}" for state in DispatchState} - {"dispatch-already-sent"}
    return sorted(found)


@pytest.mark.parametrize("reason", refusals())
def test_each_refusal_is_said(reason: str) -> None:
    assert TEXTS.say(f"no-{reason}", **_FACTS).endswith((".", "…", "»."))


@pytest.mark.parametrize("reason", sorted({*REASONS.values(), "other"}))
def test_each_failure_says_why_and_what_to_do(reason: str) -> None:
    assert TEXTS.say(f"why-{reason}")
    assert TEXTS.say(f"what-to-do-{reason}").endswith(".")


@pytest.mark.parametrize("where", Where)
def test_each_place_is_told(where: Where) -> None:
    assert TEXTS.say(f"where-{where.value}")


@pytest.mark.parametrize("form", Form)
def test_each_form_is_told(form: Form) -> None:
    assert TEXTS.say(f"what-{form.value}")
    assert "X" in TEXTS.say(f"status-{form.value}", title="X")


@pytest.mark.parametrize("environment", Environment)
def test_why_a_number_stays_is_told(environment: Environment) -> None:
    """Whatever stands in the way of a usable identity."""
    reasons: set[Reason | None] = set()
    for status, allowed in ALLOWED.items():
        for attributes in allowed:
            for number in (True, False):
                who = identity(status, *attributes, number=number)
                reasons.add(decide_sending_ins(who, environment))
    reasons |= {Reason.TRAIT_MISSING, Reason.BAD_KEY, Reason.TEST_DATA}
    for reason in reasons - {None}:
        assert reason is not None
        assert TEXTS.say(f"told-traits-{reason.value.replace('_', '-')}")
