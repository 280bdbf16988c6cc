"""The lists of work, and drawing from them."""

from __future__ import annotations

import numpy as np

from care.directory.national.synthetic.work import cumulate, draw, work_lists


def test_every_profession_and_speciality_has_a_code_once() -> None:
    lists = work_lists()
    for name in ("professions", "specialities", "sectors"):
        codes = [row[0] for row in lists[name]]
        assert len(codes) == len(set(codes)) > 5


def test_draws_follow_the_odds() -> None:
    drawn = draw(np.random.default_rng(1), cumulate([3.0, 1.0]), 4_000)
    share = float((drawn == 0).mean())
    assert set(drawn.tolist()) == {0, 1}
    assert 0.7 < share < 0.8
