"""Receipts: what was taken in, what was not, and why."""

from __future__ import annotations

import pytest

from care.letters.acknowledging import acknowledge, refuse
from care.letters.model import CODES
from care.letters.reading import open_mail
from tests.care.letters.scene import Paper, Scene, send_papers, write


@pytest.mark.parametrize("code", sorted(set(CODES.values())))
def test_every_error_has_its_words(code: int) -> None:
    scene = Scene()
    mail = open_mail(send_papers(Paper()))
    with scene.units.unit("x") as work:
        assert refuse(work, scene.office, mail, code, "parce que", by_machine=False) is not None
    (receipt,) = scene.receipts()
    assert (receipt.error_code, receipt.is_error) == (code, True)
    assert receipt.error
    (sent,) = scene.sent()
    assert f"[{code}] XDM/1.0/DDM+Lettre" in sent.headers.text("subject")
    assert "parce que" in sent.body
    assert receipt.error in sent.body


def test_the_first_word_is_the_only_one() -> None:
    scene = Scene()
    mail = open_mail(write())
    with scene.units.unit("x") as work:
        assert acknowledge(work, scene.office, mail, by_machine=True) is not None
    with scene.units.unit("y") as work:
        assert refuse(work, scene.office, mail, 906, "", by_machine=False) is None
        assert acknowledge(work, scene.office, mail, by_machine=False) is None
    assert len(scene.receipts()) == 1


def test_x8_a_receipt_is_never_answered() -> None:
    scene = Scene()
    mail = open_mail(write())
    with scene.units.unit("x") as work:
        acknowledge(work, scene.office, mail, by_machine=True)
    (receipt,) = scene.sent()
    with scene.units.unit("y") as work:
        assert acknowledge(work, scene.office, receipt, by_machine=True) is None


def test_who_asked_for_no_receipt_is_told_of_an_error_alone() -> None:
    scene = Scene()
    mail = open_mail(send_papers(Paper(), asks=False))
    with scene.units.unit("taken") as work:
        assert acknowledge(work, scene.office, mail, by_machine=True) is None
    with scene.units.unit("refused") as work:
        assert refuse(work, scene.office, mail, 902, "parce que", by_machine=False) is not None
    (sent,) = scene.sent()
    assert sent.headers.text("subject").startswith("[KO Intégration système !][902] XDM/1.0/DDM+")
    assert "parce que" in sent.body
    assert sent.report_type == ""
