"""Which document takes the place of which, who may read it, who may order its deletion.

All is decided from sets of facts that only grow (what came, what was withdrawn): the order in which
mails arrive changes nothing to where documents stand in the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from care.documents.model import (
    Audience,
    Description,
    Document,
    Form,
    Happening,
    LabResult,
    Sender,
    Standing,
)
from care.runtime.errors import Refusal

#: A deletion is final, and what was replaced stays so even when its replacement is withdrawn: its
#: author has said not to rely on it any more.
MOVES: Mapping[tuple[Standing, Happening], Standing] = MappingProxyType(
    {
        (Standing.CURRENT, Happening.REPLACED): Standing.SUPERSEDED,
        (Standing.CURRENT, Happening.WITHDRAWN): Standing.WITHDRAWN,
        (Standing.SUPERSEDED, Happening.REPLACED): Standing.SUPERSEDED,
        (Standing.SUPERSEDED, Happening.WITHDRAWN): Standing.WITHDRAWN,
        (Standing.WITHDRAWN, Happening.REPLACED): Standing.WITHDRAWN,
        (Standing.WITHDRAWN, Happening.WITHDRAWN): Standing.WITHDRAWN,
    }
)

#: Confidentiality beyond which the patient and their relatives are not shown a document: restricted
#: and very restricted (HL7), and what CI-SIS says of who must not see it.
RESTRICTED = frozenset(
    {"R", "V", "INVISIBLE_PATIENT", "INVISIBLE_REPRESENTANTS_LEGAUX", "MASQUE_PS"}
)
_PREFIXES = ("urn:oid:", "urn:uuid:", "urn:")
_LONGEST_ID = 300


@dataclass(frozen=True, slots=True)
class Version:
    """What decides of a document's place among others."""

    key: str
    ids: frozenset[str]
    set_id: str = ""
    number: int | None = None
    replaces: frozenset[str] = frozenset()


def normal_id(text: str) -> str:
    """A unique id as we compare it: without URN, in one case, its parts trimmed."""
    bare = "".join(text.split()).casefold()[:_LONGEST_ID]
    for prefix in _PREFIXES:
        bare = bare.removeprefix(prefix)
    return bare.removesuffix("^")


def version_of(document: Document) -> Version:
    """What decides of the place of a document."""
    told = document.description
    return Version(
        document.id.text,
        frozenset(told.ids),
        told.set_id,
        told.version,
        frozenset(told.replaces),
    )


def move(standing: Standing, happening: Happening) -> Standing:
    """Where a document stands after that."""
    return MOVES[standing, happening]


def decide_replacements(family: Iterable[Version]) -> dict[str, frozenset[str]]:
    """Who takes the place of each, by their keys; nobody when they only contradict each other."""
    known = tuple(family)
    after = {
        one.key: {other.key for other in known if other is not one and _replaces(other, one)}
        for one in known
    }
    reach = {key: _reachable(key, after) for key in after}
    return {
        key: frozenset(other for other in others if key not in reach[other])
        for key, others in after.items()
    }


def decide_standing(replaced_by: Iterable[str], *, withdrawn: bool) -> Standing:
    """Where a document stands."""
    standing = Standing.CURRENT
    if any(True for _ in replaced_by):
        standing = move(standing, Happening.REPLACED)
    return move(standing, Happening.WITHDRAWN) if withdrawn else standing


def decide_audience(description: Description, *, hinted: bool = False) -> Audience:
    """Who may read it; `hinted`: whoever brought it said that only professionals may."""
    is_restricted = hinted or bool(RESTRICTED & description.confidentiality)
    return Audience.PROFESSIONALS if is_restricted else Audience.EVERYBODY


def strictest(one: Audience, other: Audience) -> Audience:
    """What was once restricted stays so."""
    both = {one, other}
    return Audience.PROFESSIONALS if Audience.PROFESSIONALS in both else Audience.EVERYBODY


def is_other_rendition(one: Description, other: Description) -> bool:
    """Whether both are the same version of one document: its sections, and its file (DD.15)."""
    return (
        bool(one.set_id)
        and one.set_id == other.set_id
        and (one.version or 1) == (other.version or 1)
        and one.type_code == other.type_code
        and one.is_structured is not other.is_structured
    )


def is_bare(description: Description) -> bool:
    """Whether nothing but its bytes tells what it is."""
    return all(one.startswith("sha256:") for one in description.ids)


def is_same_branch(one: Description, other: Description) -> bool:
    """Whether two documents claim to be the same correction (two versions 2)."""
    same = bool(one.set_id) and one.set_id == other.set_id and one.version == other.version
    return same and (one.version or 1) > 1


def can_withdraw(orderer: Sender, senders: Iterable[Sender]) -> bool:
    """Whether a deletion comes from where the document came from."""
    address = orderer.address.casefold()
    return bool(address) and any(address == one.address.casefold() for one in senders)


def check_may_withdraw(orderer: Sender, senders: Iterable[Sender]) -> None:
    """Raises Refusal unless they may order the deletion (code 901)."""
    if not can_withdraw(orderer, senders):
        raise Refusal("document-not-theirs")


def shown_form(forms: Iterable[Form]) -> Form | None:
    """The file that people read first: a PDF (SC.CDA/VISU.01)."""
    known = set(forms)
    return next((one for one in (Form.PDF, Form.RENDERED, Form.CDA) if one in known), None)


def examination_of(result: LabResult) -> str:
    """Under what the values of several reports meet: the code of LOINC or of the laboratory."""
    if result.code:
        return f"{result.system}|{result.code}"
    return f"|{' '.join(result.name.casefold().split())}"


def _replaces(later: Version, earlier: Version) -> bool:
    if later.replaces & earlier.ids:
        return True
    is_same_set = bool(later.set_id) and later.set_id == earlier.set_id
    return is_same_set and (later.number or 1) > (earlier.number or 1)


def _reachable(start: str, after: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(after[start])
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += after[key]
    return found
