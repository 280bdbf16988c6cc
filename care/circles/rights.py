"""What each role may do, as data: the rules read it, the documentation prints it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from care.circles.model import Right, Role, Section

_TEAM = frozenset(
    {
        Right.WRITE,
        Right.EDIT_CONTACT,
        Right.EDIT_ALERTS,
        Right.ADD_MEMBERS,
        Right.RECORD_CONSENT,
        Right.MEET_PROFESSIONALS,
        Right.SEE_TRAIL,
    }
)
_CARERS = _TEAM | {Right.EDIT_IDENTITY}
_LEADERS = _CARERS | {Right.REMOVE_MEMBERS, Right.CLOSE}
_GUESTS = frozenset({Right.WRITE})

RIGHTS: Mapping[Role, frozenset[Right]] = MappingProxyType(
    {
        Role.TREATING_DOCTOR: _LEADERS,
        Role.DOCTOR: _CARERS,
        Role.NURSE: _CARERS,
        Role.PHARMACIST: _CARERS,
        Role.PHYSIOTHERAPIST: _CARERS,
        Role.PROFESSIONAL: _CARERS,
        Role.SOCIAL_WORKER: _TEAM - {Right.EDIT_ALERTS},
        Role.COORDINATOR: _LEADERS,
        Role.SECRETARY: _CARERS - {Right.EDIT_ALERTS},
        Role.ORGANISATION: _TEAM - {Right.RECORD_CONSENT},
        Role.TRUSTED_PERSON: _GUESTS,
        Role.GUARDIAN: _GUESTS | {Right.SEE_TRAIL},
        Role.CARER: _GUESTS,
        Role.RELATIVE: _GUESTS,
        # A patient may see who looked (L1110-4, right of access).
        Role.PATIENT: _GUESTS | {Right.SEE_TRAIL},
    }
)

#: What whoever opened a circle may do in it besides, as long as they are a member.
OF_THE_OPENER = frozenset({Right.REMOVE_MEMBERS, Right.CLOSE})

#: What coordination and secretariats do for circles they do not read.
OF_DELEGATES = frozenset(
    {Right.ADD_MEMBERS, Right.REMOVE_MEMBERS, Right.RECORD_CONSENT, Right.CLOSE}
)

#: What is left to whoever broke the glass: to act, not to decide for the circle.
OF_AN_EMERGENCY = frozenset(
    {Right.WRITE, Right.EDIT_ALERTS, Right.EDIT_CONTACT, Right.MEET_PROFESSIONALS}
)

SECTIONS: Mapping[Role, Section] = MappingProxyType(
    {
        Role.TREATING_DOCTOR: Section.TEAM,
        Role.DOCTOR: Section.TEAM,
        Role.NURSE: Section.TEAM,
        Role.PHARMACIST: Section.TEAM,
        Role.PHYSIOTHERAPIST: Section.TEAM,
        Role.PROFESSIONAL: Section.TEAM,
        Role.SOCIAL_WORKER: Section.TEAM,
        Role.COORDINATOR: Section.TEAM,
        Role.SECRETARY: Section.TEAM,
        Role.ORGANISATION: Section.ORGANISATIONS,
        Role.TRUSTED_PERSON: Section.RELATIVES,
        Role.GUARDIAN: Section.RELATIVES,
        Role.CARER: Section.RELATIVES,
        Role.RELATIVE: Section.RELATIVES,
        Role.PATIENT: Section.RELATIVES,
    }
)
