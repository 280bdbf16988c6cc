"""What is asked beside who and where."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.directory.profiles.week import PARIS
from care.directory.wishes import NEAR_KM, NOTHING, Wish, only_wishes, read_wishes

NOW = datetime(2026, 11, 16, 10, 0, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("text", "rest", "wish"),
    [
        ("kiné montivilliers", "kine montivilliers", NOTHING),
        ("IDEL qui parle arabe", "idel", Wish(languages=("ara",))),
        ("infirmière parlant arabe et anglais", "infirmiere", Wish(languages=("ara", "eng"))),
        ("psy anglophone", "psy", Wish(languages=("eng",))),
        ("ortho qui parle la langue des signes", "ortho", Wish(languages=("fsl",))),
        ("infirmier langue des signes", "infirmier", Wish(languages=("fsl",))),
        ("orthophoniste LSF", "orthophoniste", Wish(languages=("fsl",))),
        ("parle arabe", "", Wish(languages=("ara",))),
        ("le breton", "le breton", NOTHING),
        ("dr corse", "dr corse", NOTHING),
        ("seulement les femmes", "", Wish(feminine=True)),
        ("plutôt un homme", "plutot", Wish(feminine=False)),
        ("médecin femme", "medecin", Wish(feminine=True)),
        ("sage-femme", "sage femme", NOTHING),
        ("sages-femmes montivilliers", "sages femmes montivilliers", NOTHING),
        ("femmes ou hommes", "ou", NOTHING),
        ("à moins de 5 km", "", Wish(within_km=5, near=True)),
        ("kiné à 5 km", "kine", Wish(within_km=5, near=True)),
        ("dermato près du havre", "dermato havre", Wish(near=True)),
        ("pharmacie la plus proche", "pharmacie", Wish(within_km=NEAR_KM, near=True)),
        ("la pharmacie la plus proche de harfleur", "la pharmacie harfleur", Wish(near=True)),
        ("ortho pas loin d'harfleur", "ortho harfleur", Wish(near=True)),
        ("traducteur de wolof", "", Wish(languages=("wol",))),
        ("samu", "", Wish(on_duty=True)),
        ("joignables ici", "", Wish(reachable=True)),
        ("dupont marie en France", "dupont marie", Wish(nationwide=True)),
        ("pharmacie de garde", "pharmacie", Wish(on_duty=True)),
        ("médecin de garde", "medecin de garde", Wish(on_duty=True)),
    ],
)
def test_wishes(text: str, rest: str, wish: Wish) -> None:
    assert read_wishes(text, NOW) == (rest, wish)


def test_open_without_a_moment_is_now() -> None:
    rest, wish = read_wishes("dentiste ouvert", NOW)
    assert rest == "dentiste"
    assert wish.window is not None
    assert wish.window.start == wish.window.end == NOW
    assert read_wishes("pharmacie ouverte ce soir", NOW)[1].moment is not None


def test_a_later_wish_makes_an_earlier_one_more_precise() -> None:
    first = Wish(languages=("ara",), within_km=10, nationwide=True)
    later = Wish(feminine=True, within_km=5)
    assert first.merged(later) == Wish(languages=("ara",), within_km=5, feminine=True)


@pytest.mark.parametrize("text", ["", "seulement ceux", "et aussi"])
def test_nothing_left_to_search(text: str) -> None:
    assert only_wishes(text)
    assert not only_wishes(f"{text} kine".strip())


@given(st.text())
def test_whatever_is_written_is_read(text: str) -> None:
    rest, _ = read_wishes(text, NOW)
    assert len(rest) <= 4 * len(text) + 4
