"""Chapters and sub-chapters of a laboratory report."""

from __future__ import annotations

from care.standards.cda.reader import read_cda
from care.standards.cda.reason import CdaFault
from tests.care.standards.cda.documents import (
    BATTERY,
    COPY,
    REPORT,
    RESULTS,
    document,
    laboratory,
    section,
    sections,
)


def test_chapters_groups_and_results_in_order() -> None:
    (chapter,) = read_cda(REPORT).laboratory
    (group,) = chapter.groups
    assert (chapter.title, group.title) == ("BIOCHIMIE", "Protéines")
    assert [one.name for one in group.results] == ["CRP", "Leucocytes", "Aspect"]


def test_the_copy_of_the_document_is_no_result() -> None:
    assert read_cda(document(sections(COPY))).laboratory == ()


def test_a_chapter_without_any_template_is_found_in_a_report() -> None:
    bare = section("Divers", entries=f"<entry>{RESULTS}</entry>")
    assert [one.name for one in read_cda(document(sections(bare))).results] == ["long name"]
    assert read_cda(document(sections(bare), code="60591-5")).results == ()


def test_laboratory_entries_are_found_in_any_document() -> None:
    read = read_cda(document(sections(laboratory(RESULTS)), code="34133-9"))
    assert [one.name for one in read.results] == ["CRP"]


def test_isolates_are_named_after_their_germ() -> None:
    isolate = (
        "<organizer classCode='CLUSTER'><specimen><specimenRole><specimenPlayingEntity>"
        "<code displayName='Escherichia coli'/></specimenPlayingEntity></specimenRole></specimen>"
        f"<component>{BATTERY}</component></organizer>"
    )
    read = read_cda(document(sections(laboratory(isolate))))
    assert {one.path for one in read.results} == {("Escherichia coli", "Hémogramme")}


def test_comments_on_the_whole_are_kept() -> None:
    comment = "<act><code code='48767-8'/><text>Traitement immédiat</text></act>"
    read = read_cda(document(sections(laboratory(RESULTS, comment))))
    assert read.laboratory[0].groups[0].comments == ("Traitement immédiat",)


def test_organizers_without_end_are_left_out_and_said() -> None:
    nested = BATTERY
    for _ in range(40):
        nested = f"<organizer><component>{nested}</component></organizer>"
    read = read_cda(document(sections(laboratory(nested, RESULTS))))
    assert CdaFault.TOO_DEEPLY_NESTED in read.faults
    assert [one.name for one in read.results] == ["CRP"]


def test_results_are_bounded() -> None:
    read = read_cda(document(sections(laboratory("<observation/>" * 6_000))))
    assert len(read.results) == 5_000
