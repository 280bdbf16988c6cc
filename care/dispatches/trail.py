"""The lines of the trail about what left: who, when, how many, never to whom nor what (ECO 4.1)."""

from __future__ import annotations

from care.accounts.store import opaque_id
from care.audit.model import Entry, Face, Kind
from care.audit.store import record
from care.dispatches.model import Dispatch
from care.runtime.units import UnitOfWork


def note_dispatch(
    work: UnitOfWork,
    dispatch: Dispatch,
    act: str,
    user_id: str,
    face: Face,
    patient: str | None,
    recipients: int | None = None,
) -> None:
    """Write that `user_id` did `act` (sent, sent_again, replaced, withdrawn) with a dispatch, for
    so many `recipients` when not for all.
    """
    known = opaque_id(work.connection, user_id)
    details = {
        "dispatch": dispatch.id,
        "form": dispatch.form.value,
        "recipients": len(dispatch.addressees) if recipients is None else recipients,
        "to_patient": dispatch.is_to_patient,
        "type": dispatch.type_code,
        "version": dispatch.version,
    }
    entry = Entry(
        f"dispatch.{act}",
        Kind.CARE,
        known or work.keys.blind(user_id, "dispatches.actor")[:32],
        face,
        circle=dispatch.circle,
        patient=patient,
        details=details,
    )
    record(work, entry)
