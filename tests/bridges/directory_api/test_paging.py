"""A page's address says nothing, and only we can make one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridges.directory_api.paging import Page, open_page, seal_page
from bridges.directory_api.problems import Problem
from care.runtime.sealing import KeyRing
from tests.care.directory.territory import KEYS

PAGE = Page("Practitioner", "7-0-", 50, (("family", "DUPONT"), ("_count", "50")))


def test_leads_back_to_its_page_and_says_nothing() -> None:
    sealed = seal_page(KEYS, PAGE)
    assert open_page(KEYS, "Practitioner", sealed) == PAGE
    assert "DUPONT" not in sealed


def test_is_for_its_kind_only() -> None:
    with pytest.raises(Problem):
        open_page(KEYS, "Organization", seal_page(KEYS, PAGE))


def test_another_ring_opens_nothing() -> None:
    with pytest.raises(Problem):
        open_page(KeyRing({1: bytes(32)}), "Practitioner", seal_page(KEYS, PAGE))


@given(made_up=st.text(max_size=80))
def test_made_up_addresses_are_refused(made_up: str) -> None:
    with pytest.raises(Problem) as refused:
        open_page(KEYS, "Practitioner", made_up)
    assert refused.value.status == 400
