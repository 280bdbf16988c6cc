"""Every caution, standing, month and mark of documents has its words."""

from __future__ import annotations

from bots.liaison.documents.texts import TEXTS
from care.documents.model import Caution


def test_cautions_and_months() -> None:
    for caution in Caution:
        assert TEXTS.say(f"caution-{caution.value.replace('_', '-')}").startswith("⚠")
    for month in range(1, 13):
        assert TEXTS.say(f"month-{month}", year="2026").endswith(" 2026")
