"""Which member of a circle is meant: by words of their name, else by what they are there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from bots.liaison.role_words import find_role
from care.circles.model import Member, Role
from care.directory.spelling import words
from care.runtime.errors import Refusal

_LEADING = frozenset(
    {"a", "au", "aux", "de", "du", "des", "l", "la", "le", "les", "ma", "mon", "notre", "sa", "son"}
)
#: « Sortir la patiente » is care, and no order about who is in the circle.
_SAID_OF_ANYBODY = frozenset({Role.PATIENT, Role.RELATIVE, Role.PROFESSIONAL, Role.ORGANISATION})
_DOCTORS = frozenset({Role.DOCTOR, Role.TREATING_DOCTOR})


def find_member(members: Iterable[Member], typed: str) -> Member:
    """The one that « Ida », « le kiné » or « sa fille » names. Raises Refusal."""
    known = tuple(members)
    sought = _bare(words(typed))
    found = [member for member in known if sought and _is_named(sought, member)]
    found = found or [member for member in known if sought and _is_what(" ".join(sought), member)]
    if len(found) != 1:
        raise Refusal("member-which" if found else "member-unknown")
    return found[0]


def _bare(typed: Sequence[str]) -> Sequence[str]:
    start = next((at for at, word in enumerate(typed[:-1]) if word not in _LEADING), len(typed) - 1)
    return typed[max(start, 0) :]


def _is_named(sought: Sequence[str], member: Member) -> bool:
    known = list(chain.from_iterable(words(part) for part in member.name.split(" – ")))
    return all(any(word.startswith(part) for word in known) for part in sought)


def _is_what(typed: str, member: Member) -> bool:
    role, relation = find_role(typed) or (None, None)
    if role is None or (role in _SAID_OF_ANYBODY and relation is None):
        return False
    if role is Role.DOCTOR and member.role in _DOCTORS:
        return True
    return member.role is role and member.relation == relation
