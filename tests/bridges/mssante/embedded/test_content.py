"""Whatever bytes come, they are given back as they were."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridges.mssante.embedded.content import WholeContent
from tests.real.mail.hostile import KINDS, good_mail


@pytest.mark.parametrize("kind", range(len(KINDS)), ids=lambda n: KINDS[n][0].__name__)
def test_hostile_mails_are_kept_whole(kind: int) -> None:
    source = KINDS[kind][0](kind, random.Random(6))
    assert bytes(WholeContent.parse(source)) == source


@given(st.binary(min_size=1, max_size=2_000))
def test_any_bytes_are(source: bytes) -> None:
    assert bytes(WholeContent.parse(source)) == source


def test_a_good_mail_keeps_its_structure() -> None:
    content = WholeContent.parse(good_mail(4))
    assert content.body.has_nested
