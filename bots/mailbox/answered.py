"""What an answer answers: a letter that came, or a mail of ours."""

from __future__ import annotations

from care.dispatches.model import Answered, Dispatch
from care.letters.model import Letter, Sheet


def own_answered(dispatch: Dispatch) -> Answered:
    """Our own mail, gone on with: to those it went to."""
    to = tuple((one.address, one.name) for one in dispatch.addressees)
    before = tuple(one.strip("<>") for one in dispatch.thread)
    return Answered(dispatch.message_id.strip("<>"), before, dispatch.subject, answer_to=to)


def letter_answered(letter: Letter) -> Answered:
    """A letter, quoted, to whoever it asks to answer."""
    sheet = letter.sheet
    return Answered(
        message_id=sheet.message_id,
        before=sheet.before,
        subject=sheet.subject,
        sender=sheet.sender.name or sheet.sender.address,
        text=sheet.text,
        written_at=sheet.written_at,
        answer_to=tuple(_known(sheet, address) for address, _ in sheet.answer_to),
        everybody=tuple(_known(sheet, address) for address, _ in sheet.everybody),
        is_automatic=sheet.is_automatic,
    )


def _known(sheet: Sheet, address: str) -> tuple[str, str]:
    """The address with the name that the directory gives it: what a mail claims proves nothing."""
    is_sender = address.lower() == sheet.sender.address.lower()
    return address, sheet.sender.name if is_sender else ""
