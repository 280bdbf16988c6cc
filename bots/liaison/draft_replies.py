"""What is asked while a circle is prepared, and what is said once it is open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bots.engine.markup import Written, fact, quote, write
from bots.liaison.cards import name_patient, short_name, write_birth_date
from bots.liaison.identity_words import Told
from bots.liaison.texts import TEXTS
from care.circles.dialogue import Chosen, Draft, Unsure
from care.circles.model import Role
from care.circles.opening import Opened
from care.identity.patient import PatientIdentity
from care.identity.traits import Sex, Traits
from care.patients.model import Alike, Patient


def ask_identity(told: Told | None = None) -> Written:
    """Who the patient is; with `told`, what was understood and what is missing."""
    if told is None or not told.traits.birth_name:
        return write([TEXTS.say("draft-identity"), TEXTS.say("draft-identity-example")])
    missing = ", ".join(TEXTS.say(f"trait-{one.value.replace('_', '-')}") for one in told.missing)
    return write(
        [
            TEXTS.say("draft-understood", who=describe(told.traits)),
            TEXTS.say("draft-missing", missing=missing),
        ]
    )


def ask_same_person(
    identity: PatientIdentity | None, alike: Sequence[Alike | Patient], *, again: bool = False
) -> Written:
    """Whether it is somebody known: only what helps to tell people apart is shown."""
    patients = [one.patient if isinstance(one, Alike) else one for one in alike]
    lines = [TEXTS.say("draft-alike", count=len(patients))]
    lines += [
        TEXTS.say("draft-alike-line", number=rank, who=_distinguish(patient))
        for rank, patient in enumerate(patients, start=1)
    ]
    asked = TEXTS.say("draft-alike-again") if again else ""
    return write([asked, *lines, TEXTS.say("draft-alike-next", count=len(patients))])


def ask_people(
    identity: PatientIdentity | None, with_me: bool, unknown: Sequence[str] = ()
) -> Written:
    """Who is in it; `unknown` are names that nobody bears here."""
    lines = []
    if unknown:
        names = ", ".join(quote(name) for name in unknown)
        lines.append(TEXTS.say("draft-unknown", names=names))
    elif identity is not None:
        lines.append(TEXTS.say("draft-understood", who=describe(identity.traits)))
    lines.append(TEXTS.say("draft-people-with-me" if with_me else "draft-people"))
    return write([*lines, TEXTS.say("draft-people-example")])


def ask_which(unsure: Unsure, *, again: bool = False) -> Written:
    """Which of several people is meant."""
    lines = [TEXTS.say("draft-which", typed=quote(unsure.typed))]
    lines += [
        TEXTS.say("choice", number=rank, name=fact(name))
        for rank, (_, name) in enumerate(unsure.choices, start=1)
    ]
    asked = TEXTS.say("draft-alike-again") if again else ""
    return write([asked, *lines, TEXTS.say("draft-which-next")])


def ask_ground(draft: Draft, *, again: bool = False) -> Written:
    """The whole circle as it will be, and on what ground."""
    who = describe(draft.identity.traits) if draft.identity else ""
    lines = [
        TEXTS.say("draft-alike-again") if again else "",
        TEXTS.say("draft-summary", who=who),
        *(f"– {_person(one)}" for one in draft.people),
        TEXTS.say("draft-ground"),
        *(TEXTS.say(f"draft-ground-{rank}") for rank in range(1, 5)),
        TEXTS.say("draft-ground-next"),
    ]
    return write(lines)


def say_opened(opened: Opened, opener: str) -> Written:
    """It is done; who was invited."""
    others = [one.name for one in opened.members if one.user_id != opener]
    return write(
        [
            TEXTS.say("circle-opened", name=fact(opened.circle.pseudonym)),
            TEXTS.say("circle-invited", names=_list_names(others), count=len(others)),
            TEXTS.say("circle-opened-next"),
        ]
    )


def describe(traits: Traits) -> str:
    """`EXEMPLE Jeanne, née le 15/06/1984`."""
    name = f"<b>{fact(name_patient(traits))}</b>"
    if traits.birth_date is None:
        return name
    feminine = "yes" if traits.sex is Sex.FEMALE else "no"
    born = write_birth_date(traits.birth_date)
    return TEXTS.say("who-born", name=name, feminine=feminine, born=born)


def _distinguish(patient: Patient) -> str:
    traits = patient.identity.traits
    parts = [describe(traits)]
    if traits.used_name:
        parts.append(TEXTS.say("who-birth-name", name=fact(traits.birth_name)))
    if traits.birth_place:
        parts.append(TEXTS.say("identity-place", code=traits.birth_place))
    return ", ".join(parts)


def _person(one: Chosen) -> str:
    name = fact(short_name(one.name))
    if one.role is None:
        return fact(one.name)
    is_known = one.relation is not None and one.role is Role.RELATIVE
    key = (
        f"relation-{(one.relation or '').lower()}"
        if is_known
        else (f"role-{one.role.value.replace('_', '-')}")
    )
    return f"{name} – {TEXTS.say(key)}"


def _list_names(names: Iterable[str]) -> str:
    return ", ".join(fact(short_name(name)) for name in names)
