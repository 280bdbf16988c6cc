"""The documents of a circle as one member may read them: received, or shown in its rooms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal
from zoneinfo import ZoneInfo

from care.access.act import RoomKind
from care.audit.model import Face
from care.circles.entries import CircleEntry, latest_entries
from care.circles.reading import Picture
from care.circles.rules import meets_professionals
from care.documents.model import Audience, Document, Line, Standing
from care.documents.reading import documents_of, open_document
from care.runtime.units import UnitOfWork
from care.standards.hl7.timestamps import Precision
from widgets.circle.reading import Entered, enter_open, room_link
from widgets.circle.views import DocumentForm, DocumentView
from widgets.circle.words import TEXTS, name_of, short_name
from widgets.engine.page import Attached, Who

_PRECISIONS: Mapping[Precision, Literal["year", "month"]] = MappingProxyType(
    {Precision.YEAR: "year", Precision.MONTH: "month"}
)
_PICTURES = (".jpg", ".jpeg", ".png", ".heic", ".webp", ".gif")


@dataclass(frozen=True)
class Documents:
    """The index of one circle; `zone` is that of the clock on the wall."""

    assistant: str
    zone: ZoneInfo

    def listed(self, work: UnitOfWork, entered: Entered, picture: Picture) -> list[DocumentView]:
        """The newest first, by the day that each is about."""
        names = {one.user_id: short_name(one.name) for one in (*picture.past, *picture.members)}
        lines = documents_of(work, entered.circle.id, entered.member.user_id)
        known = {line.document.posted.event_id for line in lines if line.document.posted}
        found = [self._filed(line, names) for line in lines]
        entries = latest_entries(
            work.connection,
            work.keys,
            entered.circle.id,
            professionals=meets_professionals(entered.member),
        )
        found += [
            self._shown(one, names) for one in entries if one.is_file and one.event_id not in known
        ]
        return sorted(found, key=lambda one: one.day, reverse=True)

    def _filed(self, line: Line, names: dict[str, str]) -> DocumentView:
        document, told = line.document, line.document.description
        posted = document.posted
        kind = _kind_of_file(told.title) if posted else told.type_label
        is_gone = document.standing is Standing.WITHDRAWN
        link = ""
        if posted is not None:
            link = room_link(posted.room_id, self.assistant, posted.event_id)
        return DocumentView(
            id=document.id.text,
            title=(told.title or told.type_label or TEXTS.say("document-other")),
            kind=kind or TEXTS.say("document-other"),
            day=document.day,
            precision=_PRECISIONS.get(document.moment.precision, "day"),
            author=names.get(posted.author, "") if posted else _author(document),
            state="" if document.standing is Standing.CURRENT
            else name_of(f"document-{document.standing}"),
            link=link,
            opens=posted is None and not is_gone and bool(document.forms),
            professionals=document.audience is Audience.PROFESSIONALS,
            fresh=line.is_new,
            alert=document.has_alert,
        )  # fmt: skip

    def _shown(self, entry: CircleEntry, names: dict[str, str]) -> DocumentView:
        return DocumentView(
            id=entry.event_id,
            title=entry.content,
            kind=_kind_of_file(entry.content),
            day=entry.said_at.astimezone(self.zone).date(),
            precision="day",
            author=names.get(entry.author, ""),
            state="",
            link=room_link(entry.room_id, self.assistant, entry.event_id),
            opens=False,
            professionals=entry.kind is RoomKind.PROFESSIONALS,
            fresh=False,
            alert=False,
        )


def fetch_document(work: UnitOfWork, who: Who, form: DocumentForm) -> Attached:
    """The file of a document, to a member who may read it; noted in the trail. Raises Refusal."""
    entered = enter_open(work, who, form.circle)
    opened = open_document(work, entered.circle.id, form.document, who.user_id, Face.PAGE)
    return Attached(opened.name, opened.media_type, opened.content)


def _kind_of_file(name: str) -> str:
    return TEXTS.say("document-picture" if name.lower().endswith(_PICTURES) else "document-file")


def _author(document: Document) -> str:
    return next(filter(None, _authors(document)), "")


def _authors(document: Document) -> Iterator[str]:
    """The structure that answers for it, its author, or who sent it."""
    author = next(iter(document.description.authors), None)
    yield author.organization if author else ""
    yield document.description.custodian
    yield author.name if author else ""
    sender = next(iter(document.senders), None)
    if sender is not None:
        yield sender.name
        yield sender.address
