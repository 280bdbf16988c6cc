"""When pages are open, for every moment; what edits become by our clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.pages.model import (
    IDLE_LASTS,
    LINK_LASTS,
    Edit,
    Entrance,
    FieldEdit,
    Link,
    PageSession,
)
from care.pages.rules import (
    LONGEST_LABEL,
    check_link,
    check_open,
    check_same_person,
    decide_expiry,
    is_open,
    is_use_worth_noting,
    settle_times,
    tidy_label,
)
from care.runtime.errors import Refusal

NOW = datetime(2026, 11, 15, 9, 0, tzinfo=UTC)
LINK = Link("l", "@alice:t", "session", NOW, NOW + LINK_LASTS)
SESSION = PageSession("s", "@alice:t", Entrance.LINK, "?", "", NOW, NOW, NOW + timedelta(days=30))
moments = st.timedeltas(timedelta(days=-400), timedelta(days=400)).map(lambda by: NOW + by)


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        (None, "link-unknown"),
        (replace(LINK, used_at=NOW), "link-used"),
        (replace(LINK, expires_at=NOW), "link-expired"),
    ],
)
def test_links_that_do_not_open(link: Link | None, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_link(link, NOW)
    assert refused.value.reason == reason


def test_a_browser_open_to_another_does_not_open() -> None:
    bob = replace(SESSION, user_id="@bob:t")
    with pytest.raises(Refusal, match="link-of-another"):
        check_same_person(LINK, bob, NOW)
    check_same_person(LINK, replace(bob, revoked_at=NOW), NOW)
    check_same_person(LINK, SESSION, NOW)
    check_same_person(LINK, None, NOW)


@given(used=moments, expires=moments, now=moments, closed=st.booleans())
def test_a_page_is_open_exactly_while_it_may_be(
    used: datetime, expires: datetime, now: datetime, closed: bool
) -> None:
    session = replace(
        SESSION, used_at=used, expires_at=expires, revoked_at=used if closed else None
    )
    expected = not closed and now < expires and now - used < IDLE_LASTS
    assert is_open(session, now) == expected
    if expected:
        assert check_open(session, now) == session
    else:
        with pytest.raises(Refusal, match=r"session-(closed|expired)"):
            check_open(session, now)


def test_inside_element_a_page_lasts_a_day_s_work() -> None:
    assert decide_expiry(Entrance.WIDGET, NOW) < decide_expiry(Entrance.LINK, NOW)


def test_use_is_not_written_at_every_request() -> None:
    assert not is_use_worth_noting(SESSION, NOW + timedelta(seconds=59))
    assert is_use_worth_noting(SESSION, NOW + timedelta(minutes=1))


@given(st.text(max_size=300))
def test_a_label_is_one_visible_line(text: str) -> None:
    tidy = tidy_label(text)
    assert len(tidy) <= LONGEST_LABEL
    assert tidy == tidy_label(tidy)
    assert tidy.isprintable()


@given(wrong_by=st.timedeltas(timedelta(days=-400), timedelta(days=400)), ago=st.integers(0, 9999))
def test_a_clock_that_is_wrong_does_not_reorder_edits(wrong_by: timedelta, ago: int) -> None:
    """What counts is how long ago it was written, not what the browser's clock said."""
    their_now = NOW + wrong_by
    written = their_now - timedelta(seconds=ago)
    edit = Edit("e", "session", "s", {"label": FieldEdit("x", written)})
    settled = settle_times(edit, their_now, NOW).fields["label"]
    assert settled.at == NOW - timedelta(seconds=ago)


def test_nothing_was_written_in_our_future() -> None:
    edit = Edit("e", "session", "s", {"label": FieldEdit("x", NOW + timedelta(days=9))})
    assert settle_times(edit, NOW, NOW).fields["label"].at == NOW
