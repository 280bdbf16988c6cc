"""« Nouveau cercle »: who the patient is, who is in it, on what ground; then it is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bots.engine.markup import Written
from bots.liaison.draft_replies import (
    ask_ground,
    ask_identity,
    ask_people,
    ask_same_person,
    ask_which,
    say_opened,
)
from bots.liaison.house import House
from bots.liaison.identity_words import Told, read_identity
from bots.liaison.orders import Order, Verb
from bots.liaison.role_words import Named, parse_people
from care.accounts.model import AccountKind
from care.accounts.store import account_of
from care.circles.dialogue import Chosen, Draft, Stage, Unsure
from care.circles.model import Newcomer
from care.circles.opening import Subject, check_no_circle, open_circle
from care.circles.people import find_meant
from care.circles.rules import check_may_open
from care.consent.model import Ground
from care.directory.spelling import fold
from care.identity.birth_date import Closeness
from care.identity.ins import check_number
from care.identity.matching import Candidate
from care.identity.patient import PatientId, PatientIdentity
from care.identity.reason import Environment, IdentityRefused
from care.identity.traits import Trait
from care.patients.model import Alike, Contact, Patient
from care.patients.store import load_patients
from care.patients.workflow import find_alike
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork

GROUNDS = (
    Ground.CHOSEN_BY_PATIENT,
    Ground.SAME_STRUCTURE,
    Ground.ORGANISED_GROUP,
    Ground.CONSENT,
)
_MYSELF = frozenset(
    {"moi", "moi meme", "seulement moi", "juste moi", "que moi", "moi seul", "moi seule"}
)
_WITHOUT_ME = frozenset({"sans moi"})


@dataclass(frozen=True)
class Drafting:
    """One turn of the dialogue, for whoever asks. Raises Refusal; the draft stays as it was."""

    work: UnitOfWork
    house: House
    user_id: str
    environment: Environment

    def begin(self, rest: str) -> tuple[Draft | None, Written]:
        """A new draft; what follows the order is already the identity."""
        check_may_open(account_of(self.work.connection, self.user_id))
        draft = Draft(Stage.IDENTITY)
        return self._take_identity(draft, rest) if rest else (draft, ask_identity())

    def begin_about(self, identity: PatientIdentity) -> tuple[Draft, Written]:
        """A new draft about somebody whom a mail tells of."""
        check_may_open(account_of(self.work.connection, self.user_id))
        return self._take_up(Draft(Stage.IDENTITY), identity, Contact())

    def continue_(self, draft: Draft, order: Order, text: str) -> tuple[Draft | None, Written]:
        """What the answer makes of `draft`; None once the circle is open."""
        match draft.stage:
            case Stage.IDENTITY:
                return self._take_identity(draft, text)
            case Stage.SAME_PERSON:
                return self._take_same_person(draft, order)
            case Stage.PEOPLE:
                return self._take_people(draft, text)
            case Stage.WHICH:
                return self._take_which(draft, order, text)
            case _:
                return self._take_ground(draft, order)

    def _take_identity(self, draft: Draft, text: str) -> tuple[Draft, Written]:
        told = read_told(text, self.environment)
        if told.missing:
            return draft, ask_identity(told)
        account = account_of(self.work.connection, self.user_id)
        source = account.display_name if account else ""
        identity = told.as_identity(self.house.today(self.work.now), source)
        return self._take_up(draft, identity, Contact(phones=told.phones))

    def _take_up(
        self, draft: Draft, identity: PatientIdentity, contact: Contact
    ) -> tuple[Draft, Written]:
        alike = self._namesakes(identity)
        drafted = replace(draft, identity=identity, contact=contact)
        if alike:
            drafted = replace(
                drafted,
                stage=Stage.SAME_PERSON,
                alike=tuple(one.patient.id.text for one in alike),
            )
            return drafted, ask_same_person(identity, alike)
        return self._ask_people(drafted)

    def _namesakes(self, identity: PatientIdentity) -> list[Alike]:
        """Who may be the same person. Nobody learns the name of a patient by typing another."""
        alike = find_alike(self.work, Candidate(identity.traits, identity.number))
        return [one for one in alike if _shares_a_name(one)]

    def _take_same_person(self, draft: Draft, order: Order) -> tuple[Draft, Written]:
        """Homonyms are for a person to tell apart: nothing is merged by us (RNIV)."""
        number = 1 if order.verb is Verb.YES and len(draft.alike) == 1 else order.number
        if order.verb is Verb.NO or number == 0:
            return self._go_on(replace(draft, patient=None))
        if number is None or not 1 <= number <= len(draft.alike):
            return draft, ask_same_person(draft.identity, self._alike(draft), again=True)
        patient = PatientId(draft.alike[number - 1])
        check_no_circle(self.work, patient, self.user_id)
        return self._go_on(replace(draft, patient=patient.text))

    def _alike(self, draft: Draft) -> list[Patient]:
        ids = [PatientId(text) for text in draft.alike]
        found = load_patients(self.work.connection, self.work.keys, ids)
        return [found[one] for one in ids if one in found]

    def _go_on(self, draft: Draft) -> tuple[Draft, Written]:
        return self._next(draft) if draft.people else self._ask_people(draft)

    def _ask_people(self, draft: Draft) -> tuple[Draft, Written]:
        return replace(draft, stage=Stage.PEOPLE), ask_people(draft.identity, self._is_carer())

    def _take_people(self, draft: Draft, text: str) -> tuple[Draft, Written]:
        named = parse_people(text)
        without_me = any(fold(one.name) in _WITHOUT_ME for one in named)
        found = self._myself() if self._is_carer() and not without_me else []
        unsure: list[Unsure] = []
        unknown: list[str] = []
        for one in named:
            if fold(one.name) in _WITHOUT_ME:
                continue
            self._place(one, found, unsure, unknown)
        if unknown or not (found or unsure):
            return draft, ask_people(draft.identity, self._is_carer(), unknown=unknown)
        placed = replace(draft, people=_once(found), unsure=tuple(unsure))
        return self._next(placed)

    def _place(
        self, one: Named, found: list[Chosen], unsure: list[Unsure], unknown: list[str]
    ) -> None:
        if fold(one.name) in _MYSELF:
            found += [replace(me, role=one.role) for me in self._myself()]
            return
        meant = find_meant(self.work.connection, one.name)
        if meant.account is not None:
            account = meant.account
            found.append(Chosen(account.user_id, account.display_name, one.role, one.relation))
        elif meant.accounts:
            choices = tuple((a.user_id, a.display_name) for a in meant.accounts)
            unsure.append(Unsure(one.name, choices, one.role, one.relation))
        else:
            unknown.append(one.name)

    def _take_which(self, draft: Draft, order: Order, text: str) -> tuple[Draft, Written]:
        first, *others = draft.unsure
        if order.verb is Verb.NO or order.number == 0:
            return self._next(replace(draft, unsure=tuple(others)))
        number = order.number
        if number is None or not 1 <= number <= len(first.choices):
            return draft, ask_which(first, again=True)
        user_id, name = first.choices[number - 1]
        chosen = Chosen(user_id, name, first.role, first.relation)
        people = _once([*draft.people, chosen])
        return self._next(replace(draft, people=people, unsure=tuple(others)))

    def _next(self, draft: Draft) -> tuple[Draft, Written]:
        if draft.unsure:
            return replace(draft, stage=Stage.WHICH), ask_which(draft.unsure[0])
        if not draft.people:
            return self._ask_people(draft)
        return replace(draft, stage=Stage.GROUND), ask_ground(draft)

    def _take_ground(self, draft: Draft, order: Order) -> tuple[Draft | None, Written]:
        number = order.number
        if number is None or not 1 <= number <= len(GROUNDS):
            return draft, ask_ground(draft, again=True)
        if draft.patient is None and draft.identity is not None:
            ids = tuple(one.patient.id.text for one in self._namesakes(draft.identity))
            if set(ids) - set(draft.alike):  # somebody else was quicker
                again = replace(draft, stage=Stage.SAME_PERSON, alike=ids)
                return again, ask_same_person(draft.identity, self._alike(again))
        ground = GROUNDS[number - 1]
        patient = PatientId(draft.patient) if draft.patient else None
        opened = open_circle(
            self.work,
            self.user_id,
            Subject(patient, draft.identity, draft.contact),
            [Newcomer(one.user_id, ground, one.role, one.relation) for one in draft.people],
            naming=self.house.naming,
        )
        return None, say_opened(opened, self.user_id)

    def _myself(self) -> list[Chosen]:
        account = account_of(self.work.connection, self.user_id)
        return [] if account is None else [Chosen(account.user_id, account.display_name)]

    def _is_carer(self) -> bool:
        """Whether they are in the circle that they open, unless they say otherwise."""
        account = account_of(self.work.connection, self.user_id)
        return account is not None and account.kind is AccountKind.PROFESSIONAL


def _shares_a_name(alike: Alike) -> bool:
    compared = alike.evidence.traits
    names = (compared[Trait.BIRTH_NAME], compared[Trait.GIVEN_NAMES])
    return Closeness.DIFFERENT not in names


def read_told(text: str, environment: Environment) -> Told:
    """Who `text` is about. Raises Refusal for a number or a datamatrix that cannot be taken."""
    try:
        told = read_identity(text)
        if told.number is not None:
            check_number(told.number, environment)
    except IdentityRefused as refused:
        raise Refusal(f"identity-{refused.reason.value.replace('_', '-')}") from None
    return told


def _once(people: Iterable[Chosen]) -> tuple[Chosen, ...]:
    """Each person once; the role said last wins."""
    kept: dict[str, Chosen] = {}
    for one in people:
        before = kept.get(one.user_id)
        kept[one.user_id] = one if before is None or one.role is not None else before
    return tuple(kept.values())
