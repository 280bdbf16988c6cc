"""A document as software reads it: any patient, any author, our reader finds no fault."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from care.dispatches.document import Made, write_archive, write_document
from care.dispatches.model import Addressee, Told
from care.dispatches.writer import Workplace, Writer
from care.documents.rules import RESTRICTED
from care.identity.traits import Traits
from care.standards.cda.reader import read_cda
from care.standards.terminology.document_types import load_document_types
from care.standards.xdm.reader import read_xdm
from tests.care.dispatches.territory import START, identity
from tests.care.identity.strategies import whole_traits

names = st.text("ABCDÉ'- ", min_size=1, max_size=12).map(str.strip).filter(bool)
writers = st.builds(
    Writer,
    st.just("@a:test"), st.sampled_from(["", "Dr"]), names, names, st.just("10199900373"),
    st.sampled_from(["G15_10/SM26", "G15_60", ""]), names,
    st.builds(Workplace, names, st.sampled_from(["", "760990016"])),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(writers, writers, whole_traits, st.booleans(), st.booleans(), st.integers(1, 5),
       st.sampled_from(sorted(load_document_types())))  # fmt: skip
def test_what_is_written_is_read(
    author: Writer,
    signer: Writer,
    traits: Traits,
    known: bool,
    hidden: bool,
    version: int,
    code: str,
) -> None:
    kind = load_document_types()[code]
    number = identity().number if known else None
    made = Made(
        kind, kind.label, author, signer, author.workplace,
        (Addressee("marc@x.example", "Dr Marc RAYON", "Le Havre", rpps="10199900746"),),
        Told(traits, number), START, START + timedelta(hours=1),
        "2.25.11", "2.25.12", "2.25.13", "2.25.14", "local", version,
        "2.25.10" if version > 1 else "", hidden, b"%PDF-1.4 invented",
    )  # fmt: skip
    document = write_document(made)
    read = read_cda(document)
    assert read.faults == frozenset()
    header = read.header
    assert header.patient is not None
    assert header.patient.number == number
    assert header.code is not None
    assert (header.version, header.code.code) == (version, code)
    assert [one.root for one in header.replaces] == (["2.25.10"] if version > 1 else [])
    assert header.encounter is not None
    assert header.services
    assert header.authors[0].ids[0].extension == "810199900373"
    xdm = read_xdm(write_archive(made, document, "sender", "product"))
    assert xdm.faults == frozenset()
    (declared,) = xdm.documents
    assert declared.faults == frozenset()
    assert declared.entry.ins == number
    assert declared.entry.unique_id == "2.25.11"
    assert bool(declared.entry.replaces) == (version > 1)
    told = {one.code for one in (*header.confidentiality, *declared.entry.confidentiality)}
    assert bool(told & RESTRICTED) == hidden
    assert ("N" in told) != hidden
