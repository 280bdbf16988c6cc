"""The stories of documents: filed, withdrawn, listed by who posted them. In one unit of work each.

How they are read is in `care.documents.reading`.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace

from care.audit.model import Face
from care.circles.model import Circle, CircleId, Right
from care.circles.reading import require_circle, set_scene
from care.circles.rules import check_writable
from care.circles.trail import note
from care.documents.contents import (
    erase_file,
    keep_file,
    keep_results,
    keep_withdrawal,
    orderers_of,
)
from care.documents.merging import is_wanted, merge_descriptions, without_ours
from care.documents.model import (
    Document,
    DocumentId,
    Filed,
    Form,
    Outcome,
    Received,
    Sender,
    Standing,
)
from care.documents.rules import (
    check_may_withdraw,
    decide_audience,
    is_bare,
    is_other_rendition,
    normal_id,
    strictest,
)
from care.documents.standing import bring_in_line
from care.documents.store import (
    add_document,
    find_known,
    find_of_pdf,
    find_of_set,
    load_document,
    next_number,
    save_document,
    show_file_again,
)
from care.documents.waking import topic_of, wake_to_show
from care.runtime.units import UnitOfWork

_SYSTEM = "system"
#: What a sender is told when a newer version was there already, or the document was withdrawn.
VERSION_SUPERSEDED = "900"
_ID_BYTES = 16


def file_document(
    work: UnitOfWork,
    circle_id: CircleId,
    received: Received,
    sender: Sender,
    *,
    keeper: str,
    addressees: Iterable[str] = (),
    face: Face = Face.MAIL,
    restricted: bool = False,
) -> Filed:
    """File a document in a circle, once however often it comes; `keeper` (an account) shows it.

    `addressees` are the user ids whom it was sent to: an alert rings them. `restricted`: whoever
    brings it says that only professionals may read it. Raises Refusal when the circle is shut.
    """
    circle = require_circle(work, circle_id)
    check_writable(circle)
    known = _find(work, circle_id, received)
    audience = decide_audience(received.description, hinted=restricted)
    document = Document(
        id=known.id if known else DocumentId(f"d{secrets.token_hex(_ID_BYTES)}"),
        circle=circle_id,
        number=next_number(work.connection, circle_id, audience),
        audience=audience,
        standing=Standing.CURRENT,
        filed_at=work.now,
        description=received.description,
        senders=(sender,),
        addressees=tuple(dict.fromkeys(addressees)),
        forms=frozenset(form for form, _ in received.files),
        has_alert=received.has_alert,
    )
    if known is None:
        add_document(work, document)
        _keep(work, document, received)
        act, outcome = "document.filed", Outcome.FILED
    else:
        document = _merge(work, known, document)
        if document == known:
            return _again(known)
        _complete(work, known, document, received)
        save_document(work, document)
        act, outcome = "document.completed", Outcome.COMPLETED
    note(work, circle, act, _SYSTEM, face, details={"document": document.id.text})
    return _filed(work, circle, document, outcome, face, keeper)


def withdraw_document(
    work: UnitOfWork,
    circle_id: CircleId,
    unique_id: str,
    sender: Sender,
    *,
    keeper: str,
    face: Face = Face.MAIL,
) -> DocumentId | None:
    """Put a tombstone where a document was, or will be; None when it has not come yet.

    Raises Refusal("document-not-theirs") unless it comes from who sent it (code 901).
    """
    circle = require_circle(work, circle_id)
    bare = normal_id(unique_id)
    known = find_known(work, circle_id, [bare])
    for one in known:
        check_may_withdraw(sender, one.senders)
    if sender not in orderers_of(work, circle_id, [bare]):
        keep_withdrawal(work, circle_id, bare, sender, work.now)
        details = {"documents": [one.id.text for one in known]}
        note(work, circle, "document.withdrawal_ordered", _SYSTEM, face, details=details)
    for one in known:
        bring_in_line(work, circle, one, _SYSTEM, face)
        _tell(work, circle_id, keeper)
    return known[0].id if known else None


def take_out_document(
    work: UnitOfWork,
    document: Document,
    user_id: str,
    *,
    keeper: str,
    face: Face = Face.ROOM,
) -> None:
    """Put a tombstone on a document that is not at its place here. Raises Refusal."""
    scene = set_scene(work, document.circle, user_id, Right.EDIT_IDENTITY)
    check_writable(scene.circle)
    taken = replace(document, withdrawn_by=user_id)
    save_document(work, taken)
    bring_in_line(work, scene.circle, taken, scene.actor, face)
    _tell(work, document.circle, keeper)


def _find(work: UnitOfWork, circle: CircleId, received: Received) -> Document | None:
    """The document that was given is one we have: by its ids, its other rendition, its bytes."""
    told = received.description
    for one in find_known(work, circle, told.ids):
        return one
    for one in find_of_set(work, circle, told.set_id):
        if is_other_rendition(one.description, told):
            return one
    for one in find_of_pdf(work, circle, told.digest):
        if is_bare(told) or is_bare(one.description):
            return one
    return None


def _again(known: Document) -> Filed:
    """Nothing is new in it."""
    if known.standing is Standing.WITHDRAWN:
        return Filed(Outcome.WITHDRAWN, known.id, code=VERSION_SUPERSEDED)
    return Filed(Outcome.DUPLICATE, known.id)


def _merge(work: UnitOfWork, known: Document, given: Document) -> Document:
    """Both deliveries as one document, but for the files; a tombstone gets no content again."""
    is_gone = known.standing is Standing.WITHDRAWN
    audience = strictest(known.audience, given.audience)
    is_moved = audience is not known.audience
    senders = dict.fromkeys((*known.senders, *given.senders))
    number = next_number(work.connection, known.circle, audience) if is_moved else known.number
    return replace(
        known,
        audience=audience,
        number=number,
        description=merge_descriptions(known.description, given.description),
        senders=tuple(senders),
        addressees=tuple(dict.fromkeys((*known.addressees, *given.addressees))),
        forms=known.forms if is_gone else without_ours(known.forms | _wanted(known, given)),
        has_alert=not is_gone and (known.has_alert or given.has_alert),
    )


def _wanted(known: Document, given: Document) -> frozenset[Form]:
    told = given.description
    richer = told.is_structured and not known.description.is_structured
    return frozenset(
        form
        for form in given.forms
        if is_wanted(form, known.forms, structured=told.is_structured, richer=richer)
    )


def _complete(work: UnitOfWork, known: Document, merged: Document, received: Received) -> None:
    """Keep of what came what was missing."""
    if known.standing is Standing.WITHDRAWN:
        return
    told = received.description
    given = replace(merged, description=told, forms=frozenset(form for form, _ in received.files))
    wanted = _wanted(known, given)
    for form, content in received.files:
        if form in wanted:
            keep_file(work, merged.circle, merged.id, form, content)
    if known.forms - merged.forms:
        erase_file(work.connection, merged.id, Form.RENDERED)
        show_file_again(work.connection, merged.id)
    if received.results and (told.is_structured and not known.description.is_structured):
        keep_results(work, merged.circle, merged.id, received.results)


def _keep(work: UnitOfWork, document: Document, received: Received) -> None:
    for form, content in received.files:
        keep_file(work, document.circle, document.id, form, content)
    keep_results(work, document.circle, document.id, received.results)


def _filed(
    work: UnitOfWork, circle: Circle, document: Document, outcome: Outcome, face: Face, keeper: str
) -> Filed:
    moved = bring_in_line(work, circle, document, _SYSTEM, face)
    _tell(work, circle.id, keeper)
    now = load_document(work.connection, work.keys, document.id)
    assert now is not None
    superseded = tuple(
        one.id for one in moved if one.id != now.id and one.standing is Standing.SUPERSEDED
    )
    if now.standing is Standing.CURRENT:
        return Filed(outcome, now.id, superseded)
    is_late = now.standing is Standing.SUPERSEDED
    late = Outcome.OUTDATED if is_late else Outcome.WITHDRAWN
    return Filed(late, now.id, superseded, VERSION_SUPERSEDED)


def _tell(work: UnitOfWork, circle: CircleId, keeper: str) -> None:
    wake_to_show(work, keeper, circle)
    work.publish(topic_of(circle))
