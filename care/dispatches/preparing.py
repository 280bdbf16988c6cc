"""What somebody wants to send, as far as it is understood; and what they choose then."""

from __future__ import annotations

from dataclasses import replace

from care.accounts.store import account_of
from care.circles.model import CircleId
from care.circles.reading import Picture, paint
from care.dispatches.addressing import find_addressees
from care.dispatches.kinds import find_types, types_of_file, types_of_words
from care.dispatches.model import Addressee, Draft, FileNote, Form, Stage, Wanted
from care.dispatches.office import Office
from care.dispatches.rules import check_still_holds, choose_mailbox, is_conversation_open
from care.dispatches.scene import require_dispatch, set_scene
from care.dispatches.store import dispatches_of_circle
from care.dispatches.words import say, say_day
from care.mail.mailboxes import MailboxSeat
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork


def prepare_sending(
    work: UnitOfWork, office: Office, user_id: str, circle: str | None, wanted: Wanted
) -> Draft:
    """What is wanted, as far as it is understood. Raises Refusal."""
    scene = set_scene(work, office, user_id, circle)
    if wanted.closes and circle is not None:
        past = dispatches_of_circle(work.connection, work.keys, circle)
        if not is_conversation_open(past):
            raise Refusal("dispatch-nothing-to-close")
    seat = choose_mailbox(scene.seats, wanted.mailbox) if wanted.mailbox else scene.seats[0]
    author, text = _words(work, office, wanted, user_id)
    file = wanted.file
    draft = Draft(
        sender=user_id,
        mailbox=seat.address,
        form=wanted.form,
        author=author,
        said_at=wanted.piece.said_at if wanted.piece else work.now,
        circle=circle,
        text=text,
        types=_types(work, wanted, author),
        # A mail tells of the patient when asked to; a document always does.
        with_identity=wanted.form is Form.DOCUMENT,
        closes=wanted.closes,
        later=wanted.wishes,
        replaces=wanted.replaces,
        restricted=wanted.restricted or bool(wanted.piece and wanted.piece.among_professionals),
        files=(FileNote(file.name, file.media_type, len(file.content)),) if file else (),
    )
    if wanted.replaces is not None:
        draft = _as_replacement(work, draft, wanted.replaces, scene.seats)
    if len(draft.types) == 1:
        draft = replace(draft, type_code=draft.types[0])
    return go_on(work, office, draft, scene.picture)


def go_on(work: UnitOfWork, office: Office, draft: Draft, picture: Picture | None = None) -> Draft:
    """The draft as far as it goes by itself: until somebody must choose, or look."""
    if picture is None and draft.circle is not None:
        picture = paint(work, CircleId(draft.circle))
    while draft.later:
        wish, *others = draft.later
        found = find_addressees(work, office, wish, picture)
        draft = replace(draft, later=tuple(others))
        if len(found) > 1:
            return replace(draft, stage=Stage.WHO, unsure=wish.text, choices=found)
        draft = add_addressee(draft, found[0])
    doubt = draft.form is Form.DOCUMENT and not draft.type_code
    return replace(draft, stage=Stage.TYPE if doubt else Stage.REVIEW, unsure="", choices=())


def add_addressee(draft: Draft, one: Addressee) -> Draft:
    """The draft with one more recipient, each once."""
    known = {addressee.address for addressee in draft.addressees}
    return draft if one.address in known else replace(draft, addressees=(*draft.addressees, one))


def choose_addressee(work: UnitOfWork, office: Office, draft: Draft, number: int) -> Draft:
    """The draft once somebody chose among `choices`. Raises Refusal."""
    if not 1 <= number <= len(draft.choices):
        raise Refusal("dispatch-no-number", most=len(draft.choices))
    chosen = add_addressee(draft, draft.choices[number - 1])
    return go_on(work, office, replace(chosen, choices=(), unsure=""))


def choose_type(draft: Draft, number: int | None = None, typed: str = "") -> Draft:
    """The draft of that kind: by number among `types`, or by words. Raises Refusal."""
    if number is not None:
        if not 1 <= number <= len(draft.types):
            raise Refusal("dispatch-no-number", most=len(draft.types))
        found: tuple[str, ...] = (draft.types[number - 1],)
    else:
        found = find_types(typed)
    if not found:
        raise Refusal("dispatch-unknown-type", name=typed)
    if len(found) > 1:
        return replace(draft, stage=Stage.TYPE, types=found, type_code="")
    return replace(draft, stage=Stage.REVIEW, types=found, type_code=found[0])


def choose_identity(draft: Draft, *, wanted: bool) -> Draft:
    """The draft with or without the patient in it: a document without one is a plain mail."""
    was_document = bool(draft.type_code or draft.types)
    form = Form.DOCUMENT if wanted and was_document else Form.MAIL
    doubt = form is Form.DOCUMENT and not draft.type_code
    stage = Stage.TYPE if doubt else Stage.REVIEW
    return replace(draft, form=form, with_identity=wanted, stage=stage)


def choose_sender(work: UnitOfWork, office: Office, draft: Draft, number: int) -> Draft:
    """The draft from another mailbox of theirs, as numbered in the preview. Raises Refusal."""
    seats = set_scene(work, office, draft.sender, draft.circle).seats
    others = [seat for seat in seats if seat.address != draft.mailbox]
    if not 1 <= number <= len(others):
        raise Refusal("dispatch-no-number", most=len(others))
    return replace(draft, mailbox=others[number - 1].address)


def _words(work: UnitOfWork, office: Office, wanted: Wanted, user_id: str) -> tuple[str, str]:
    """Who wrote it and what it says: the words of somebody who cannot sign are quoted as theirs."""
    piece = wanted.piece
    if piece is None:
        return user_id, wanted.text
    account = account_of(work.connection, piece.author)
    text = piece.text
    if piece.author != user_id and (account is None or not account.rpps):
        name = account.display_name.partition(" – ")[0] if account else piece.author
        day = say_day(piece.said_at.astimezone(office.zone).date())
        text = f"{say('letter-of-somebody', author=name, day=day)}\n\n{text}" if text else ""
    said = "\n\n".join(part for part in (text, wanted.text) if part)
    return (piece.author if account and account.rpps else user_id), said


def _types(work: UnitOfWork, wanted: Wanted, author: str) -> tuple[str, ...]:
    if wanted.form is not Form.DOCUMENT:
        return ()
    if wanted.file is not None:
        caption = wanted.piece.text if wanted.piece else ""
        return types_of_file(wanted.file.name, wanted.file.media_type, caption)
    account = account_of(work.connection, author)
    return types_of_words(account.profession_code if account else None)


def _as_replacement(
    work: UnitOfWork, draft: Draft, dispatch_id: str, seats: tuple[MailboxSeat, ...]
) -> Draft:
    """The same kind, to the same people, from the same mailbox as what it replaces."""
    old = require_dispatch(work, dispatch_id)
    check_still_holds(old, draft.sender, seats)
    if old.circle != draft.circle:
        raise Refusal("dispatch-unknown")
    return replace(
        draft,
        mailbox=choose_mailbox(seats, old.mailbox).address,
        addressees=old.addressees,
        types=(old.type_code,),
        later=(),
    )
