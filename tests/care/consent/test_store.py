"""Lines are added, in the order of what was said, sealed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from care.consent.model import Scope, Stance
from care.consent.store import add_statement, load_register
from care.consent.tables import STATEMENTS
from tests.care.circles.hamlet import NOW, PAUL, make_units
from tests.care.consent.test_model import said


def test_an_older_word_written_later_does_not_win() -> None:
    with make_units().unit("say") as work:
        new = add_statement(work, said(Stance.CONSENT))
        old = replace(said(Stance.OPPOSITION), said_at=NOW - timedelta(days=3))
        add_statement(work, old)
        register = load_register(work.connection, work.keys, "p")
        assert register.latest(Scope.SHARING) == new
        assert len(register.statements) == 2
        assert load_register(work.connection, work.keys, "q").statements == ()


def test_who_is_concerned_is_sealed() -> None:
    with make_units().unit("say") as work:
        statement = said(Stance.OPPOSITION, Scope.PERSON, PAUL)
        kept = add_statement(work, replace(statement, note="fâchée"))
        row = work.connection.execute(select(STATEMENTS)).one()
        assert PAUL.encode() not in row.details
        assert load_register(work.connection, work.keys, "p").statements == (kept,)
