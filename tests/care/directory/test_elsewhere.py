"""What is behind the port can be anything that answers."""

from __future__ import annotations

from care.directory.elsewhere import NationalSearch
from care.directory.national.model import Found
from care.directory.search import Understood


class _Nobody:
    def search(self, text: str, near: str | None, limit: int, offset: int) -> Found:
        return Found(0, (), Understood())


def test_whoever_answers_will_do() -> None:
    port: NationalSearch = _Nobody()
    assert port.search("dupont", "76351", 5, 0).total == 0
