"""The pictures of the pages are there, small, and shown to users; real tests take them."""

from __future__ import annotations

import re

import pytest
from PIL import Image

from tests.docs.pages import read
from tests.docs.pictures import FOLDER, PICTURES, looks_like


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_kept_small(name: str) -> None:
    where = FOLDER / name
    assert where.exists(), "tests/real/widgets/test_pictures.py takes it"
    assert where.stat().st_size < 120_000
    with Image.open(where) as image:
        assert image.mode == "P"
        assert image.width == int(name.split("-")[-2])


def test_there_are_no_others() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(PICTURES)


def test_the_guide_shows_pictures_that_exist() -> None:
    shown = re.findall(r"!\[[^\]]+\]\(pages/([^)]+)\)", read("utilisateur.md"))
    assert shown
    assert set(shown) <= set(PICTURES)


def test_a_difference_is_seen() -> None:
    plain, marked = Image.new("RGB", (100, 100), "white"), Image.new("RGB", (100, 100), "white")
    assert looks_like(plain, marked)
    marked.paste((0, 0, 0), (10, 10, 20, 20))
    assert not looks_like(plain, marked)
    assert not looks_like(plain, Image.new("RGB", (100, 101), "white"))
