"""Orders about the patient of a circle: identity, contact, alerts, consent, trail, lists."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time

from bots.engine.markup import Written
from bots.liaison.cards import write_identity
from bots.liaison.drafting import read_told
from bots.liaison.house import House
from bots.liaison.identity_words import Told
from bots.liaison.orders import Order, Verb
from bots.liaison.patient_replies import (
    say_alerts,
    say_contact,
    say_corrected,
    say_judged,
    say_listed,
    say_statement,
    show_trail,
)
from bots.liaison.statement_words import Said, is_sure, read_statement
from care.audit.model import Face
from care.circles.closing import oppose_as_patient, say_of_patient
from care.circles.lists import put_in_list, take_out_of_list
from care.circles.model import CircleId, Right, Role
from care.circles.people import find_meant
from care.circles.reading import Scene, see_circle, set_scene
from care.circles.rules import check_writable
from care.circles.store import load_member
from care.circles.telling import tell_patient
from care.circles.trail import read_trail
from care.consent.model import Scope, Stance, Statement
from care.directory.phone import read_phone
from care.directory.spelling import fold
from care.identity.patient import PatientIdentity
from care.identity.reason import Environment, IdentityRefused
from care.identity.status import Event, apply_event
from care.patients.model import Patient
from care.patients.workflow import (
    change_alerts,
    change_contact,
    correct_identity,
    judge_identity,
    require_patient,
)
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork

_LONGEST_ALERT, _MOST_ALERTS, _LONGEST_ADDRESS = 120, 8, 200
_NOTHING = frozenset({"aucune", "aucun", "rien", "plus rien", "effacer"})
_EVENTS = {
    Verb.DOUBT: Event.DOUBT_RAISED,
    Verb.LIFT_DOUBT: Event.DOUBT_LIFTED,
    Verb.FICTITIOUS: Event.FOUND_FICTITIOUS,
}


@dataclass(frozen=True)
class PatientDesk:
    """One order of somebody about the patient of one circle. Raises Refusal."""

    work: UnitOfWork
    house: House
    environment: Environment
    user_id: str
    circle: CircleId

    def answer(self, order: Order) -> Written:
        """What to say."""
        match order.verb:
            case Verb.PHONE:
                return self._phone(order.rest)
            case Verb.ADDRESS:
                return self._address(order.rest)
            case Verb.ALERT:
                return self._alert(order.rest)
            case Verb.CORRECT:
                return self._correct(order.rest)
            case Verb.CONSENT:
                return self._state(order.rest, Stance.CONSENT)
            case Verb.OPPOSITION:
                return self._state(order.rest, Stance.OPPOSITION)
            case Verb.TRAIL:
                return self._trail()
            case Verb.LIST_ADD:
                see_circle(self.work, self.circle, self.user_id)
                name = put_in_list(self.work, self.user_id, order.rest, self.circle)
                return say_listed(name, added=True)
            case Verb.LIST_REMOVE:
                if not take_out_of_list(self.work, self.user_id, order.rest, self.circle):
                    raise Refusal("list-not-there")
                return say_listed(order.rest, added=False)
            case Verb.IDENTITY:
                picture = see_circle(self.work, self.circle, self.user_id)
                return write_identity(picture, self.house.today(self.work.now))
            case _:
                return self._judge(_EVENTS[order.verb])

    def _phone(self, rest: str) -> Written:
        patient, scene = self._open(Right.EDIT_CONTACT)
        phones = patient.contact.phones
        if fold(rest) in _NOTHING:
            phones = ()
        elif rest:
            phone = read_phone(rest)
            if phone is None:
                raise Refusal("phone-unreadable")
            phones = tuple(dict.fromkeys((*phones, phone)))
        contact = replace(patient.contact, phones=phones)
        changed = change_contact(self.work, patient.id, contact, scene.actor, Face.ROOM)
        return self._show(say_contact(changed))

    def _address(self, rest: str) -> Written:
        patient, scene = self._open(Right.EDIT_CONTACT)
        if not fold(rest):
            return say_contact(patient)
        address = "" if fold(rest) in _NOTHING else " ".join(rest.split())[:_LONGEST_ADDRESS]
        contact = replace(patient.contact, address=address)
        changed = change_contact(self.work, patient.id, contact, scene.actor, Face.ROOM)
        return self._show(say_contact(changed))

    def _alert(self, rest: str) -> Written:
        patient, scene = self._open(Right.EDIT_ALERTS)
        alerts = patient.alerts
        if fold(rest) in _NOTHING:
            alerts = ()
        elif rest:
            said = " ".join(rest.split())[:_LONGEST_ALERT]
            alerts = tuple(dict.fromkeys((*alerts, said)))[-_MOST_ALERTS:]
        changed = change_alerts(self.work, patient.id, alerts, scene.actor, Face.ROOM)
        return self._show(say_alerts(changed))

    def _correct(self, rest: str) -> Written:
        patient, scene = self._open(Right.EDIT_IDENTITY)
        told = read_told(rest, self.environment)
        if told.missing:
            raise Refusal("correct-how")
        identity = self._corrected(patient.identity, told)
        changed = correct_identity(self.work, patient.id, identity, scene.actor, Face.ROOM)
        return self._show(say_corrected(changed))

    def _corrected(self, before: PatientIdentity, told: Told) -> PatientIdentity:
        """What is typed proves nothing: the status comes down, and is never raised by us."""
        if before.traits == told.traits and told.number in {None, before.number}:
            return before
        try:
            standing = apply_event(before.standing, Event.TRAITS_CHANGED)
        except IdentityRefused as refused:
            raise Refusal(f"identity-{refused.reason.value.replace('_', '-')}") from None
        return PatientIdentity(told.traits, standing, told.number or before.number)

    def _judge(self, event: Event) -> Written:
        patient, scene = self._open(Right.EDIT_IDENTITY)
        try:
            judged = judge_identity(self.work, patient.id, event, scene.actor, Face.ROOM)
        except IdentityRefused as refused:
            raise Refusal(f"identity-{refused.reason.value.replace('_', '-')}") from None
        return self._show(say_judged(judged, event))

    def _state(self, rest: str, stance: Stance) -> Written:
        said = read_statement(rest)
        if not is_sure(rest, said, opposes=stance is Stance.OPPOSITION):
            raise Refusal(f"statement-{stance.value}")
        statement = Statement(
            number=0,
            patient="",
            stance=stance,
            scope=said.scope,
            giver=said.giver,
            evidence=said.evidence,
            said_at=self._moment(said),
            recorded_by="",
            person=self._person(said),
            note=" ".join(rest.split()),
        )
        member = load_member(self.work.connection, self.work.keys, self.circle, self.user_id)
        in_person = member is not None and member.role is Role.PATIENT
        write_down = oppose_as_patient if in_person else say_of_patient
        _, gone = write_down(self.work, self.circle, self.user_id, statement)
        return say_statement(statement, len(gone))

    def _moment(self, said: Said) -> datetime:
        if said.day is None:
            return self.work.now
        moment = datetime.combine(said.day, time(12), tzinfo=self.house.zone)
        if said.day > self.house.today(self.work.now):
            raise Refusal("statement-future")
        return min(moment, self.work.now)

    def _person(self, said: Said) -> str | None:
        if said.scope is not Scope.PERSON:
            return None
        meant = find_meant(self.work.connection, said.person)
        if meant.account is None:
            raise Refusal("add-which" if meant.accounts else "add-unknown",
                          name=said.person[:60],
                          names=", ".join(one.display_name for one in meant.accounts))  # fmt: skip
        return meant.account.user_id

    def _trail(self) -> Written:
        set_scene(self.work, self.circle, self.user_id, Right.SEE_TRAIL)
        return show_trail(self.work, read_trail(self.work, self.circle), self.house.zone)

    def _open(self, right: Right) -> tuple[Patient, Scene]:
        scene = set_scene(self.work, self.circle, self.user_id, right)
        check_writable(scene.circle)
        return require_patient(self.work, scene.circle.patient), scene

    def _show(self, written: Written) -> Written:
        """The card says something else from now on."""
        scene = see_circle(self.work, self.circle, self.user_id)
        tell_patient(self.work, scene.patient.id)
        return written
