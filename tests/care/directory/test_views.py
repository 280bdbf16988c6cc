"""Each showing of an urgent phone leaves a line, with its transaction or not at all."""

from __future__ import annotations

import pytest

from care.accounts.model import Account, AccountKind
from care.accounts.store import save_account
from care.directory.views import Face, load_views, note_view
from care.runtime.units import Units

ALICE = "@alice:test"


def test_a_line_says_who_whose_when_and_how_without_a_name(units: Units) -> None:
    with units.unit("one") as work:
        save_account(work.connection, Account(ALICE, AccountKind.PROFESSIONAL, "FICTIF Alice"))
        note_view(work, ALICE, "owner", Face.CONVERSATION)
        note_view(work, "@stranger:test", "owner", Face.INTERFACE)
    with units.unit("two") as work:
        first, second = load_views(work.connection)
    assert (first.owner, first.face, first.at) == ("owner", Face.CONVERSATION, units.clock.now())
    assert second.face is Face.INTERFACE
    assert first.viewer != second.viewer
    assert not {"alice", "stranger"} & {first.viewer, second.viewer}
    assert "alice" not in first.viewer


def test_what_was_not_done_was_not_seen(units: Units) -> None:
    with pytest.raises(RuntimeError), units.unit("one") as work:
        note_view(work, ALICE, "owner", Face.CONVERSATION)
        raise RuntimeError
    with units.unit("two") as work:
        assert list(load_views(work.connection)) == []
