"""What consent and opposition allow."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from care.consent.model import Ground, Register, Scope, Stance
from care.runtime.errors import Refusal

#: What a withdrawal of consent to sharing takes away: every ground that rests on the patient's
#: will. Nobody keeps an access that the patient refuses; patients keep their own.
ENDS_WITH_OPPOSITION: Mapping[Ground, bool] = MappingProxyType(
    {
        Ground.SAME_STRUCTURE: True,
        Ground.CHOSEN_BY_PATIENT: True,
        Ground.ORGANISED_GROUP: True,
        Ground.CONSENT: True,
        Ground.RELATIVE: True,
        Ground.PATIENT: False,
        Ground.EMERGENCY: False,
    }
)


def opposes(register: Register, scope: Scope, person: str | None = None) -> bool:
    """Whether the last word about it is no. Saying nothing is no opposition (L1110-4)."""
    last = register.latest(scope, person)
    return last is not None and last.stance is Stance.OPPOSITION


def consents(register: Register, scope: Scope, person: str | None = None) -> bool:
    """Whether the last word about it is yes."""
    last = register.latest(scope, person)
    return last is not None and last.stance is Stance.CONSENT


def check_may_share(register: Register, ground: Ground, person: str) -> None:
    """Raises Refusal unless `person` may be given what concerns the patient on this ground."""
    if ground is Ground.PATIENT:
        return
    if opposes(register, Scope.PERSON, person):
        raise Refusal("consent-opposed-person")
    if opposes(register, Scope.SHARING) and ENDS_WITH_OPPOSITION[ground]:
        raise Refusal("consent-opposed")
    has_consented = consents(register, Scope.SHARING) or consents(register, Scope.PERSON, person)
    if ground is Ground.CONSENT and not has_consented:
        raise Refusal("consent-missing")


def check_may_mail(register: Register, scope: Scope) -> None:
    """Raises Refusal when the patient opposes this way of sending."""
    if opposes(register, Scope.SHARING) or opposes(register, scope):
        raise Refusal("consent-opposed-mail")


def loses_access(register: Register, ground: Ground, person: str) -> bool:
    """Whether what was said since takes away what `person` had on this ground."""
    try:
        check_may_share(register, ground, person)
    except Refusal:
        return True
    return False
