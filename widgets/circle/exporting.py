"""A circle in a file: a letter to read or print, or FHIR for health software."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from care.accounts.store import opaque_id
from care.circles.fhir.gathering import environment_of, facts_of
from care.circles.fhir.team import render_circle, write_bundle
from care.circles.model import Right
from care.circles.reading import paint
from care.directory.spelling import fold
from care.identity.patient import may_send_ins
from care.patients.model import Patient
from care.patients.rules import is_locked
from care.runtime.errors import Refusal
from care.runtime.texts import french_date
from care.runtime.units import UnitOfWork
from care.standards.hl7.timestamps import Precision
from care.standards.pdf.letter import build_letter
from care.standards.pdf.model import Letter
from widgets.circle.identity import (
    name_patient,
    write_born,
    write_number,
    write_standing,
)
from widgets.circle.reading import enter_open
from widgets.circle.showing import show_circle
from widgets.circle.trail import note_exported
from widgets.circle.views import CircleView, DocumentView, ExportForm, FileView, OpenCircleView
from widgets.circle.words import TEXTS, short_name, write_moment
from widgets.engine.page import Who

#: What FHIR says goes beyond what relatives, or an emergency access, are shown.
_FOR_FHIR = frozenset({Right.MEET_PROFESSIONALS, Right.SEE_TRAIL})


@dataclass(frozen=True)
class Exporting:
    """Makes files of what a member sees, noted in the trail. Raises Refusal."""

    assistant: str
    zone: ZoneInfo

    def export(self, work: UnitOfWork, who: Who, form: ExportForm) -> FileView:
        """The file. A locked circle lets nothing out."""
        entered = enter_open(work, who, form.circle)
        picture = paint(work, entered.circle.id)
        if is_locked(picture.patient):
            raise Refusal("circle-locked")
        name = f"cercle-{fold(entered.circle.pseudonym).replace(' ', '-')}-{work.now:%Y-%m-%d}"
        note_exported(
            work, entered.circle, opaque_id(work.connection, who.user_id) or "", form.format
        )
        if form.format == "fhir":
            if not entered.rights >= _FOR_FHIR:
                raise Refusal("circle-may-not")
            facts = facts_of(work, picture)
            bundle = render_circle(facts, work.now, environment_of(facts.identity))
            return _file(f"{name}.json", "application/fhir+json", write_bundle(bundle))
        shown = show_circle(work, entered, self.assistant, self.zone)
        assert shown.open is not None
        letter = self._letter(work, who, picture.patient, shown, shown.open)
        return _file(f"{name}.pdf", "application/pdf", build_letter(letter))

    def _letter(
        self, work: UnitOfWork, who: Who, patient: Patient, shown: CircleView, told: OpenCircleView
    ) -> Letter:
        now = work.now.astimezone(self.zone)
        author = short_name(who.account.display_name)
        name = told.identity.name
        return Letter(
            title=TEXTS.say("export-title", name=shown.pseudonym),
            author=author,
            written=now,
            sender=(author,),
            dateline=TEXTS.say("export-date", when=write_moment(now, self.zone)),
            identity=tuple(self._identity(work, patient)),
            text="\n".join(_lines(told, self.zone)),
            footer=TEXTS.say("export-footer", name=name, date=french_date(now)),
        )

    def _identity(self, work: UnitOfWork, patient: Patient) -> Iterator[tuple[str, str]]:
        """Traits, and the number only if it may leave (EXI DIF 02)."""
        today = work.now.astimezone(self.zone).date()
        traits = patient.identity.traits
        yield TEXTS.say("export-patient"), name_patient(traits)
        yield TEXTS.say("export-born"), write_born(traits, today)
        if may_send_ins(patient.identity, environment_of(patient.identity)):
            yield TEXTS.say("export-number"), write_number(patient)
        yield TEXTS.say("export-standing"), write_standing(patient.identity.standing)


def _lines(told: OpenCircleView, zone: ZoneInfo) -> Iterator[str]:
    if told.identity.alerts:
        yield from _part("alerts", told.identity.alerts)
    contact = [one.shown for one in told.contact.phones]
    contact += [told.contact.address] if told.contact.address else []
    yield from _part("contact", contact)
    for section in told.sections:
        yield ""
        yield section.title.upper()
        for one in section.members:
            parts = [one.name, one.role, one.phone.shown if one.phone else ""]
            yield f"– {', '.join(part for part in parts if part)}"
    yield from _part(
        "tasks", [" – ".join(part for part in (t.text, t.due, t.who) if part) for t in told.tasks]
    )
    yield from _part(
        "documents",
        [
            " – ".join(part for part in (_dated(one), one.title, one.author) if part)
            for one in told.documents
        ],
    )
    if told.consents is not None:
        said = [
            f"{write_moment(s.said_at, zone)} – {TEXTS.say(f'stance-{s.stance}')}, {s.what}"
            for s in told.consents
        ]
        yield from _part("register", said)


def _dated(document: DocumentView) -> str:
    return french_date(document.day, Precision[document.precision.upper()])


def _part(name: str, lines: list[str]) -> Iterator[str]:
    yield ""
    yield TEXTS.say(f"part-{name}").upper()
    for line in lines or [TEXTS.say("part-empty")]:
        yield f"– {line}"


def _file(name: str, media_type: str, content: bytes) -> FileView:
    return FileView(name=name, media_type=media_type, content=base64.b64encode(content).decode())
