"""Several deliveries of one document, as one: the richer description, the stricter audience. Pure.

Whatever the order in which two deliveries are merged, the result tells the same.
"""

from __future__ import annotations

from dataclasses import replace

from care.documents.model import Caution, Description, Form
from care.documents.rules import is_bare


def merge_descriptions(one: Description, other: Description) -> Description:
    """Both as one: who tells more speaks, what only the other knows is added."""
    first, second = sorted((one, other), key=_weight, reverse=True)
    ids = {*first.ids, *second.ids}
    cautions = first.cautions | second.cautions
    if _contradict(first, second):
        cautions |= {Caution.OTHER_CONTENT}
    named = first.type_code or not second.type_code
    return replace(
        first,
        ids=tuple(sorted(one for one in ids if not one.startswith("sha256:")) or sorted(ids)),
        set_id=first.set_id or second.set_id,
        version=first.version if first.version is not None else second.version,
        replaces=tuple(sorted({*first.replaces, *second.replaces})),
        orders=tuple(sorted({*first.orders, *second.orders})),
        type_code=first.type_code if named else second.type_code,
        type_label=first.type_label if named else second.type_label,
        class_code=first.class_code if named else second.class_code,
        title=first.title or second.title,
        written=first.written or second.written,
        acted=first.acted or second.acted,
        authors=first.authors or second.authors,
        custodian=first.custodian or second.custodian,
        confidentiality=first.confidentiality | second.confidentiality,
        file_name=first.file_name or second.file_name,
        cautions=cautions,
    )


def is_wanted(form: Form, known: frozenset[Form], *, structured: bool, richer: bool) -> bool:
    """Whether a file that came is to be kept beside those that are: the first PDF, the sections
    rather than their file, no PDF of ours when there is a true one.
    """
    if form is Form.CDA:
        return form not in known or (structured and richer)
    if form is Form.RENDERED:
        return not {Form.PDF, Form.RENDERED} & known
    return form not in known


def without_ours(forms: frozenset[Form]) -> frozenset[Form]:
    """A true PDF takes the place of the one that we made."""
    return forms - {Form.RENDERED} if Form.PDF in forms else forms


def _weight(description: Description) -> tuple[bool, bool, int, str]:
    told = (description.title, description.written, description.authors, description.type_code)
    return (
        description.is_structured,
        not is_bare(description),
        sum(map(bool, told)),
        description.content,
    )


def _contradict(one: Description, other: Description) -> bool:
    """The same id, and yet another text or other results: its sender must be asked."""
    comparable = one.is_structured and other.is_structured
    return comparable and one.content != other.content
