"""Bringing a document and its kin to where they stand, whatever came last."""

from __future__ import annotations

from dataclasses import replace

from care.audit.model import Face
from care.circles.model import Circle
from care.circles.trail import note
from care.documents.contents import erase_content, orderers_of
from care.documents.model import Document, DocumentId, Standing
from care.documents.rules import (
    can_withdraw,
    decide_replacements,
    decide_standing,
    is_same_branch,
    version_of,
)
from care.documents.store import load_family, mark_unsettled, save_document
from care.runtime.units import UnitOfWork

_VERBS = {
    Standing.CURRENT: "document.restored",
    Standing.SUPERSEDED: "document.superseded",
    Standing.WITHDRAWN: "document.withdrawn",
}


def bring_in_line(
    work: UnitOfWork, circle: Circle, document: Document, actor: str, face: Face
) -> list[Document]:
    """Decide anew where `document` and its kin stand; returns those that moved, as they are now."""
    family = load_family(work, document)
    replaced = decide_replacements(version_of(one) for one in family)
    moved = []
    for one in family:
        by = tuple(sorted(DocumentId(key) for key in replaced[one.id.text]))
        standing = decide_standing(replaced[one.id.text], withdrawn=_is_withdrawn(work, one))
        if (standing, by) == (one.standing, one.replaced_by):
            continue
        now = replace(one, standing=standing, replaced_by=by)
        if standing is Standing.WITHDRAWN:
            erase_content(work.connection, one.id)
            now = replace(now, forms=frozenset(), has_alert=False)
        save_document(work, now)
        if standing is not one.standing:
            note(work, circle, _VERBS[standing], actor, face, details={"document": one.id.text})
            moved.append(now)
    # Their cards speak of each other.
    told = family if moved else [one for one in family if _is_rival(one, document)]
    mark_unsettled(work.connection, [one.id for one in told])
    return moved


def _is_withdrawn(work: UnitOfWork, document: Document) -> bool:
    if document.withdrawn_by:
        return True
    orderers = orderers_of(work, document.circle, document.description.ids)
    return any(can_withdraw(one, document.senders) for one in orderers)


def _is_rival(one: Document, document: Document) -> bool:
    return one.id != document.id and is_same_branch(one.description, document.description)
