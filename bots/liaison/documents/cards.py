"""The card of a document in a room of the circle: what it is, from whom, what to be careful of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bots.engine.markup import Written, fact, quote, write
from bots.liaison.documents.results import list_results, tell_alerts
from bots.liaison.documents.texts import TEXTS
from care.directory.spelling import fold
from care.documents.model import (
    Audience,
    Caution,
    Document,
    Form,
    LabResult,
    Sender,
    Standing,
)
from care.runtime.texts import cut, french_date

_MOST_AUTHORS, _LONGEST_AUTHORS = 3, 450


@dataclass(frozen=True)
class Facts:
    """What a card tells besides the document: its results, what it replaced, its rivals (same
    version), the link to what replaced it, and who took it out.
    """

    results: tuple[LabResult, ...] = field(default=(), repr=False)
    replaces: tuple[Document, ...] = ()
    rivals: tuple[Document, ...] = ()
    successor: Document | None = None
    link: str = ""
    taken_out_by: str = ""


def write_document(document: Document, facts: Facts) -> Written:
    """The card as the document stands."""
    if document.standing is Standing.WITHDRAWN:
        return _write_withdrawn(document, facts)
    if document.standing is Standing.SUPERSEDED:
        return _write_superseded(document, facts)
    return _write_current(document, facts)


def write_new_alert(document: Document, facts: Facts) -> Written:
    """An alert that came after the card: a card that is edited rings nobody."""
    title = TEXTS.say("document-new-alert", results=tell_alerts(facts.results), **_head(document))
    return write([title, *list_results(facts.results)])


def write_moved(document: Document) -> Written:
    """What is left where everybody read a document that only professionals may read now."""
    return write([TEXTS.say("document-moved", number=document.label)])


def tell_kind(document: Document) -> str:
    """`CR opératoire`; what its author or its file calls it, when its type says nothing."""
    told = document.description
    if document.posted is not None:
        return TEXTS.say("posted-file")
    return fact(told.type_label or told.title) or TEXTS.say("document-kind")


def tell_who(document: Document) -> str:
    """From whom it is: who sent it when the directory knows them, else as it says itself."""
    told = document.description
    author = next(iter(told.authors), None)
    sender = next(iter(document.senders), Sender())
    names = [sender.name, author.organization if author else "", told.custodian]
    names += [author.name if author else "", sender.address]
    return fact(next(filter(None, names), "")) or TEXTS.say("sender-none")


def tell_sender(sender: Sender) -> Iterator[str]:
    """Who sent it, as the directory knows them; what they call themselves is only quoted."""
    address, shown = fact(sender.address), quote(sender.shown)
    if sender.is_verified:
        parts = filter(None, (sender.name, sender.profession, sender.place))
        who = TEXTS.say("sender-known", name=fact(", ".join(parts)))
    elif sender.shown and not sender.is_spoofed:
        who = TEXTS.say("sender-shown", address=address, shown=shown)
    elif address:
        who = TEXTS.say("sender-unknown", address=address)
    else:
        return
    yield TEXTS.say("document-sender", sender=who)
    if sender.is_spoofed:
        yield TEXTS.say("sender-spoofed", shown=shown, address=address)


def _head(document: Document) -> dict[str, str]:
    return {
        "kind": tell_kind(document),
        "date": french_date(document.day, document.moment.precision),
        "number": document.label,
    }


def _write_current(document: Document, facts: Facts) -> Written:
    told = document.description
    who = tell_who(document)
    if document.senders and not document.senders[0].is_verified:
        who = TEXTS.say("sender-doubt", who=who)
    head = _head(document) | {"who": who}
    alerts = tell_alerts(facts.results)
    title = (
        TEXTS.say("document-alert", results=alerts, **head)
        if alerts
        else TEXTS.say("document-title", **head)
    )
    return write(
        [
            title,
            *_names(document),
            *(TEXTS.say(f"caution-{_key(one)}") for one in Caution if one in told.cautions),
            *list_results(facts.results),
            *_versions(document, facts),
            *(line for one in document.senders[:1] for line in tell_sender(one)),
            *_audience(document),
            *_file(document),
        ]
    )


def _names(document: Document) -> Iterator[str]:
    told = document.description
    if told.title and fold(told.title) not in fold(told.type_label):
        yield TEXTS.say("document-name", title=fact(told.title))
    authors = [
        ", ".join(dict.fromkeys(filter(None, (one.name, one.profession, one.organization))))
        for one in told.authors[:_MOST_AUTHORS]
    ]
    if authors:
        told_by = cut(" ; ".join(authors), _LONGEST_AUTHORS)
        yield TEXTS.say("document-author", author=fact(told_by))


def _versions(document: Document, facts: Facts) -> Iterator[str]:
    told = document.description
    for one in facts.replaces:
        number, version = one.label, one.description.version
        known = version is not None and one.description.set_id == told.set_id
        if one.audience is Audience.PROFESSIONALS is not document.audience:
            continue
        if known:
            yield TEXTS.say("document-replaces", version=str(version), number=number)
        else:
            yield TEXTS.say("document-replaces-other", number=number)
    if not facts.replaces and (told.version or 1) > 1:
        yield TEXTS.say("document-version", version=str(told.version))
    rivals = [one for one in facts.rivals if one.audience is document.audience]
    if rivals:
        numbers = ", ".join(one.label for one in rivals)
        yield TEXTS.say(
            "document-rivals", count=len(rivals), version=str(told.version), numbers=numbers
        )


def _audience(document: Document) -> Iterator[str]:
    if document.audience is Audience.PROFESSIONALS:
        yield TEXTS.say("document-restricted")


def _file(document: Document) -> Iterator[str]:
    if Form.PDF in document.forms:
        yield TEXTS.say("document-file", number=document.label)
    elif Form.RENDERED in document.forms:
        yield TEXTS.say("document-rendered", number=document.label)
    elif document.forms:
        yield TEXTS.say("document-no-pdf", number=document.label)


def _write_superseded(document: Document, facts: Facts) -> Written:
    head = _head(document) | {"who": tell_who(document)}
    successor = facts.successor
    if successor is None or _is_hidden(successor, document):
        where = TEXTS.say("superseded-elsewhere")
    elif successor.standing is Standing.WITHDRAWN:
        where = TEXTS.say("superseded-gone")
    else:
        number = TEXTS.say("document-link", number=successor.label)
        shown = f'<a href="{facts.link}">{number}</a>' if facts.link else number
        where = TEXTS.say("superseded-by", link=shown)
    again = TEXTS.say("superseded-next", number=document.label)
    return write([TEXTS.say("document-superseded", **head), where, again, *_audience(document)])


def _write_withdrawn(document: Document, facts: Facts) -> Written:
    head = _head(document) | {"who": tell_who(document)}
    why = (
        TEXTS.say("withdrawn-by-member", name=fact(facts.taken_out_by))
        if facts.taken_out_by
        else TEXTS.say("withdrawn-by-sender")
    )
    return write([TEXTS.say("document-withdrawn", **head), why])


def _is_hidden(other: Document, document: Document) -> bool:
    """Whether readers of `document` may not know where `other` is."""
    return other.audience is Audience.PROFESSIONALS and document.audience is Audience.EVERYBODY


def _key(caution: Caution) -> str:
    return caution.value.replace("_", "-")
