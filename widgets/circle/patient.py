"""What is changed of the patient by the page: contact, alerts, what they agree to or oppose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from care.audit.model import Face
from care.circles.closing import oppose_as_patient, say_of_patient
from care.circles.model import Right, Role
from care.circles.reading import actor_of
from care.circles.rules import check_may
from care.circles.telling import tell_patient
from care.circles.waking import wake_to_settle
from care.consent.model import Evidence, Giver, Scope, Stance, Statement
from care.directory.phone import read_phone
from care.patients.model import Contact, Patient
from care.patients.workflow import change_alerts, change_contact, require_patient
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork
from widgets.circle.reading import Entered, enter_open, one_of, require_person
from widgets.circle.views import AlertsForm, ContactForm, StatementForm
from widgets.circle.words import TEXTS
from widgets.engine.page import Who
from widgets.engine.view import Done

_NOON = time(12)


@dataclass(frozen=True)
class PatientActs:
    """Each method is an act of a member. `assistant` keeps the cards. Raises Refusal."""

    assistant: str
    zone: ZoneInfo

    def contact(self, work: UnitOfWork, who: Who, form: ContactForm) -> Done:
        """Other phones, another address, if nobody changed them meanwhile."""
        patient, actor = self._open(work, who, form.circle, Right.EDIT_CONTACT)
        before = patient.contact
        if (list(before.phones), before.address) != (form.before.phones, form.before.address):
            raise Refusal("changed-meanwhile")
        phones = [_phone(one) for one in form.phones if one.strip()]
        address = " ".join(form.address.split())
        contact = Contact(tuple(dict.fromkeys(phones)), address)
        change_contact(work, patient.id, contact, actor, Face.PAGE)
        return self._shown(work, patient, "contact")

    def alerts(self, work: UnitOfWork, who: Who, form: AlertsForm) -> Done:
        """Other alerts, if nobody changed them meanwhile."""
        patient, actor = self._open(work, who, form.circle, Right.EDIT_ALERTS)
        if list(patient.alerts) != form.before:
            raise Refusal("changed-meanwhile")
        alerts = tuple(dict.fromkeys(tidy for one in form.alerts if (tidy := _tidy(one))))
        change_alerts(work, patient.id, alerts, actor, Face.PAGE)
        return self._shown(work, patient, "alerts")

    def state(self, work: UnitOfWork, who: Who, form: StatementForm) -> Done:
        """What the patient agreed to or opposes; those who lose their ground are out at once."""
        entered = enter_open(work, who, form.circle)
        scope = one_of(Scope, form.scope)
        statement = Statement(
            number=0,
            patient="",
            stance=Stance(form.stance),
            scope=scope,
            giver=one_of(Giver, form.giver),
            evidence=one_of(Evidence, form.evidence),
            said_at=self._moment(work, form.day),
            recorded_by="",
            person=_person(work, scope, form.person),
            note=" ".join(form.note.split()),
        )
        in_person = entered.member.role is Role.PATIENT
        write_down = oppose_as_patient if in_person else say_of_patient
        _, gone = write_down(work, entered.circle.id, who.user_id, statement, Face.PAGE)
        wake_to_settle(work, self.assistant)
        return Done(sentence=TEXTS.say("done-statement", gone=len(gone)))

    def _open(self, work: UnitOfWork, who: Who, circle: str, right: Right) -> tuple[Patient, str]:
        entered = enter_open(work, who, circle)
        check_may(entered.circle, entered.member, who.account, right)
        return require_patient(work, entered.circle.patient), actor_of(work, who.user_id)

    def _shown(self, work: UnitOfWork, patient: Patient, key: str) -> Done:
        tell_patient(work, patient.id)
        wake_to_settle(work, self.assistant)
        return Done(sentence=TEXTS.say(f"done-{key}"))

    def _moment(self, work: UnitOfWork, day: date | None) -> datetime:
        """When it was said; `day` is by the clock on the wall."""
        today = work.now.astimezone(self.zone).date()
        if day is None or day == today:
            return work.now
        if day > today:
            raise Refusal("statement-future")
        return datetime.combine(day, _NOON, tzinfo=self.zone)


def may_state(entered: Entered, right: Right = Right.RECORD_CONSENT) -> bool:
    """Whether they write down what the patient wants; a patient says it in person."""
    return right in entered.rights or entered.member.role is Role.PATIENT


def _phone(typed: str) -> str:
    phone = read_phone(typed)
    if phone is None:
        raise Refusal("phone-unreadable")
    return phone


def _tidy(alert: str) -> str:
    return " ".join(alert.split())


def _person(work: UnitOfWork, scope: Scope, person: str) -> str | None:
    return require_person(work, person).user_id if scope is Scope.PERSON else None
