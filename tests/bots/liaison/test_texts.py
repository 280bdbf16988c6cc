"""Every refusal of circles has its sentence."""

from __future__ import annotations

import re

import pytest

from bots.liaison.documents.texts import TEXTS as DOCUMENT_TEXTS
from bots.liaison.sending.texts import TEXTS as SENDING_TEXTS
from bots.liaison.tasks.texts import TEXTS as TASK_TEXTS
from bots.liaison.texts import TEXTS
from care.identity.reason import Reason
from care.runtime.texts import Texts
from tests.house.sources import ROOT, python_files

_REFUSAL = re.compile(r'Refusal\(\s*"([a-z-]+)"')
_FACTS = {"name": "X", "names": "X", "most": 1}


def refusals() -> list[str]:
    """Every reason that stories of circles give."""
    files = [p for p in python_files("care", "bots") if p.parts[1] in {
        "circles", "consent", "patients", "tasks", "documents", "liaison"}]  # fmt: skip
    return sorted({r for p in files for r in _REFUSAL.findall((ROOT / p).read_text("utf-8"))})


def catalogue_of(reason: str) -> Texts:
    """Whose sentence it is, by how the reason begins."""
    subject = reason.partition("-")[0]
    own = {
        "task": TASK_TEXTS,
        "moment": TASK_TEXTS,
        "document": DOCUMENT_TEXTS,
        "dispatch": SENDING_TEXTS,
    }
    return own.get(subject, TEXTS)


@pytest.mark.parametrize("reason", refusals())
def test_each_reason_is_said_in_words(reason: str) -> None:
    sentence = catalogue_of(reason).say(f"no-{reason}", **_FACTS)
    assert sentence[0].isupper() or sentence.startswith(("X", "«"))
    assert sentence.endswith((".", "?", "!", "»."))


@pytest.mark.parametrize(
    "reason",
    [Reason.MALFORMED, Reason.BAD_KEY, Reason.UNKNOWN_AUTHORITY, Reason.ABANDONED_AUTHORITY,
     Reason.TEST_DATA, Reason.TRAIT_MISSING, Reason.NO_SUCH_DATE, Reason.NOT_A_DATAMATRIX,
     Reason.UNKNOWN_VERSION, Reason.TOO_LONG, Reason.ATTRIBUTES_NOT_ALLOWED],
)  # fmt: skip
def test_so_has_each_doubt_about_an_identity(reason: Reason) -> None:
    assert TEXTS.say(f"no-identity-{reason.value.replace('_', '-')}")
