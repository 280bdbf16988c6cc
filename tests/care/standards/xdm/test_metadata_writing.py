"""Writing metadata: the objects, and how they are linked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from care.standards.markup import parse_markup
from care.standards.xdm.metadata import DeclaredDocument, read_metadata
from care.standards.xdm.metadata_writing import write_metadata
from care.standards.xdm.model import Coded, DocumentEntry, Submission
from care.standards.xdm.registry_object import local_name
from tests.care.standards.xdm.archives import ENTRY, SUBMISSION

words = st.text(max_size=30).map(lambda text: " ".join(text.split())).filter(str.isprintable)


def test_every_document_is_a_member_and_names_what_it_replaces() -> None:
    raw = write_metadata(SUBMISSION, [DeclaredDocument(ENTRY, "DOC0001.XML", "1", "ab")])
    links = [
        (
            one.get("associationType", "").rpartition(":")[2],
            one.get("sourceObject"),
            one.get("targetObject"),
        )
        for one in parse_markup(raw).root.iter()
        if local_name(one) == "Association"
    ]
    assert links == [
        ("HasMember", "SubmissionSet01", ENTRY.entry_id),
        ("RPLC", ENTRY.entry_id, ENTRY.replaces[0]),
    ]


def test_the_parts_of_an_object_are_in_the_order_of_the_schema() -> None:
    raw = write_metadata(SUBMISSION, [DeclaredDocument(ENTRY, "DOC0001.XML", "1", "ab")])
    order = ["Slot", "Name", "Description", "VersionInfo", "Classification", "ExternalIdentifier"]
    for one in parse_markup(raw).root.iter():
        if local_name(one) in {"ExtrinsicObject", "RegistryPackage"}:
            places = [order.index(local_name(part)) for part in one]
            assert places == sorted(places)


@given(words, words, words)
def test_any_words_come_back(title: str, code: str, comments: str) -> None:
    entry = DocumentEntry("D1", "1.2", title, "text/xml", Coded(code, "s", title))
    raw = write_metadata(
        Submission("1", "2", title, comments=comments), [DeclaredDocument(entry, "u", "1", "h")]
    )
    read = read_metadata(raw)
    assert read.documents[0].entry == entry
    assert (read.submissions[0].title, read.submissions[0].comments) == (title, comments)
