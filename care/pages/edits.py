"""Edits made in a page, perhaps offline: each has its effect once, however often it is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from care.pages.model import Edit, EditOutcome, EditState, Facts
from care.pages.rules import tidy_label
from care.pages.store import labelled_at, load_outcome, load_session, save_label, save_outcome
from care.pages.workflow import topic_of
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork

LABEL = "label"
Applying = Callable[[UnitOfWork, str, Edit], EditOutcome]


def apply_once(work: UnitOfWork, user_id: str, edit: Edit, applying: Applying) -> EditOutcome:
    """What became of `edit`: now, or when it came the first time."""
    known = load_outcome(work.connection, work.keys, user_id, edit.id)
    if known is not None:
        return known
    try:
        with work.connection.begin_nested():
            outcome = applying(work, user_id, edit)
    except Refusal as refusal:
        outcome = EditOutcome(EditState.REFUSED, refusal.reason, _plain(refusal.facts))
    save_outcome(work, user_id, edit.id, outcome)
    return outcome


def _plain(facts: Mapping[str, object]) -> Facts:
    return {name: one if isinstance(one, int) else str(one) for name, one in facts.items()}


def label_page(work: UnitOfWork, user_id: str, edit: Edit) -> EditOutcome:
    """Name one of one's own pages; of two names given, the one written last stays.

    Raises Refusal.
    """
    session = load_session(work.connection, work.keys, edit.target)
    if session is None or session.user_id != user_id or session.revoked_at is not None:
        raise Refusal("session-unknown")
    field = edit.fields.get(LABEL)
    if field is None or not isinstance(field.value, str) or len(edit.fields) != 1:
        raise Refusal("edit-unknown")
    newest = labelled_at(work.connection, session.id)
    if newest is not None and newest > field.at:
        return EditOutcome(EditState.MERGED, "edit-older")
    save_label(work.connection, work.keys, session.id, tidy_label(field.value), field.at)
    work.publish(topic_of(work.keys, user_id))
    return EditOutcome(EditState.APPLIED)
