"""French catalogues: every key says something, typography is ours to take care of."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from care.runtime.texts import Texts, french_date, french_time, typeset
from care.standards.hl7.timestamps import Precision

_NARROW, _WIDE = "\u202f", "\u00a0"
_dense = st.text(st.sampled_from("ab 1:;!?«»'’\n" + _NARROW + _WIDE), max_size=25)


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    """A small catalogue."""
    path = tmp_path / "fr.ftl"
    path.write_text(
        "found = { $count ->\n    [one] Une réponse\n   *[other] { $count } réponses\n }\n"
        "who = Qui êtes-vous, { $name } ?\n"
        "empty =\n    .hint = rien\n",
        encoding="utf-8",
    )
    return Texts(path)


def test_facts_are_put_in_and_set_as_french_is(texts: Texts) -> None:
    assert texts.say("found", count=1) == "Une réponse"
    assert texts.say("found", count=12) == "12 réponses"
    assert texts.say("who", name="l'abbé") == f"Qui êtes-vous, l’abbé{_NARROW}?"


def test_a_long_fact_is_put_in_whole(texts: Texts) -> None:
    name = "l'abbé & <b>" * 5_000
    assert texts.say("who", name=name) == f"Qui êtes-vous, {typeset(name)}{_NARROW}?"


def test_what_is_missing_is_named(texts: Texts) -> None:
    for key in ("unknown", "who", "empty"):
        with pytest.raises(KeyError, match=key):
            texts.say(key)


def test_a_malformed_catalogue_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "fr.ftl").write_text("good = Oui\nbad { Non\n", encoding="utf-8")
    with pytest.raises(ValueError, match="bad"):
        Texts(tmp_path / "fr.ftl")


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Prêt ?", f"Prêt{_NARROW}?"),
        ("Vite  !", f"Vite{_NARROW}!"),
        ("Horaires : 9 h", f"Horaires{_WIDE}: 9 h"),
        ("Répondez « oui ».", f"Répondez «{_WIDE}oui{_WIDE}»."),
        ("«oui»", f"«{_WIDE}oui{_WIDE}»"),
        ("l'IDEL", "l’IDEL"),
        ("https://cpts.example:8448/a?b=c;d", "https://cpts.example:8448/a?b=c;d"),
        ("tel:0200000000", "tel:0200000000"),
    ],
)
def test_spaces_stand_where_french_wants_them(typed: str, set_: str) -> None:
    assert typeset(typed) == set_


@given(_dense | st.text(max_size=40))
@example("a :»")
@example("« ; » :")
def test_setting_twice_changes_nothing_more(text: str) -> None:
    assert typeset(typeset(text)) == typeset(text)


@given(_dense)
def test_only_spaces_and_apostrophes_change(text: str) -> None:
    def bare(line: str) -> str:
        return "".join(c for c in line if c not in f" {_NARROW}{_WIDE}").replace("'", "’")

    assert bare(typeset(text)) == bare(text)


@given(_dense)
def test_no_sign_starts_a_line_on_a_phone(text: str) -> None:
    done = typeset(text)
    assert not any(f" {sign}" in done for sign in ";!?»")
    assert "« " not in done


def test_days_and_hours() -> None:
    assert french_date(date(1948, 3, 12)) == "12/03/1948"
    assert french_date(date(1948, 3, 1), Precision.MONTH) == "03/1948"
    assert french_date(date(1948, 1, 1), Precision.YEAR) == "1948"
    assert french_date(date(1948, 3, 12), Precision.MINUTE) == "12/03/1948"
    assert french_time(time(8, 5)) == f"8{_WIDE}h{_WIDE}05"
    assert french_time(datetime(2030, 1, 7, 14, 30)) == f"14{_WIDE}h{_WIDE}30"  # noqa: DTZ001
