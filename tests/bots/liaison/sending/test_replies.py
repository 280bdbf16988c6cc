"""Sendings in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bots.liaison.sending.replies import (
    ask_next,
    refuse_sending,
    ring_failure,
    show_preview,
    show_sendings,
    show_status,
)
from care.dispatches.model import Draft, FileNote, Form, Preview, Stage, Standing, Told, Where
from care.dispatches.office import PARIS
from care.dispatches.rules import REASONS
from care.runtime.errors import Refusal
from tests.bots.liaison.village import plain
from tests.care.dispatches.territory import BOX_ALICE, START, identity
from tests.care.dispatches.test_rules import COLLEAGUE, PATIENT, a_dispatch, a_draft


def test_numbers_are_said_as_in_french() -> None:
    size = refuse_sending(Refusal("mail-too-large", size=12.4, limit=10.0))
    assert "L’envoi pèse 12,4 Mo, et il ne peut dépasser 10 Mo" in plain(size.text)
    told = refuse_sending(Refusal("dispatch-no-number", most=0)).text
    assert told == "Aucun choix n’est proposé pour l’instant."


@pytest.mark.parametrize("where", Where)
@pytest.mark.parametrize("code", ["", *REASONS, "strange"])
def test_every_place_and_reason_is_told(where: Where, code: str) -> None:
    standing = Standing(COLLEAGUE, where, code, START)
    card = plain(show_status(a_dispatch(title="CR"), [standing], PARIS).text)
    assert card.startswith("CR – envoi par MSSanté\nMarc : ")
    assert ("à 10 h 00" in card) == (where is not Where.WAITING)
    told = plain(ring_failure(a_dispatch(title="CR"), standing, PARIS).text)
    assert "CR n’est pas arrivé chez Marc" in told


def test_a_name_cannot_write_markup() -> None:
    dispatch = a_dispatch(title="<b>x</b>")
    standing = Standing(replace(COLLEAGUE, name="<i>"), Where.SENT, "", START)
    html = show_status(dispatch, [standing], PARIS).html
    assert "&lt;b&gt;" in html
    assert "&lt;i&gt;" in html


@pytest.mark.parametrize("form", [Form.DOCUMENT, Form.MAIL])
@pytest.mark.parametrize("closes", [True, False])
def test_a_preview_says_all_that_would_leave(form: Form, closes: bool) -> None:
    draft = a_draft(
        form=form, closes=closes, addressees=(COLLEAGUE, PATIENT), type_code="57833-6",
        files=(FileNote("a.pdf", "application/pdf", 3),), circle="c", text="x" * 500,
    )  # fmt: skip
    who = identity()
    preview = Preview(draft, BOX_ALICE, "Dr Fictif", ("Cabinet",), Told(who.traits, who.number),
                      1_250_000, 10_000_000)  # fmt: skip
    said = plain(show_preview(preview).text)
    assert "À : Marc – marc@x.example" in said
    assert "À : le patient, Jeanne (Mon espace santé)" in said
    assert "Taille : 1,3 Mo (au plus 10,0 Mo)" in said or "Taille : 1,2 Mo" in said
    assert ("Type : Prescription de produits de santé" in said) == (form is Form.DOCUMENT)
    assert ("clôt l’échange" in said) == closes
    assert "Fichier : a.pdf" in said
    assert "x…" in said


def test_what_is_asked_has_numbers() -> None:
    who: Draft = a_draft(stage=Stage.WHO, unsure="<rayon>", choices=(COLLEAGUE, PATIENT))
    said = plain(ask_next(who).text)
    assert "1. Marc" in said
    assert "2. le patient, Jeanne" in said
    assert "<rayon>" in said
    kind = a_draft(stage=Stage.TYPE, types=("57833-6", "unknown"))
    assert "1. Prescription de produits de santé" in plain(ask_next(kind).text)


def test_the_list_tells_day_title_and_where() -> None:
    standing = Standing(COLLEAGUE, Where.READ, "", START + timedelta(minutes=5))
    said = plain(show_sendings([(a_dispatch(title="CR"), [standing])], PARIS).text)
    assert "1. 26/11/2026 à 10 h 00 – CR – Marc : lu (26/11/2026 à 10 h 05)" in said
    assert plain(show_sendings([], PARIS).text).startswith("Aucun envoi")
