"""Two deliveries as one, the same whichever came first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from care.documents.merging import is_wanted, merge_descriptions, without_ours
from care.documents.model import Caution, Description, Form

codes = st.sampled_from(["", "11502-2", "34874-8"])
descriptions = st.builds(
    Description,
    ids=st.sampled_from([("1",), ("2",), ("sha256:aa",), ("1", "2")]),
    set_id=st.sampled_from(["", "s"]),
    version=st.none() | st.integers(1, 2),
    replaces=st.sampled_from([(), ("0",)]),
    type_code=codes,
    type_label=st.just("x"),
    title=st.sampled_from(["", "CR"]),
    confidentiality=st.frozensets(st.sampled_from(["N", "R"])),
    is_structured=st.booleans(),
    content=st.sampled_from(["c1", "c2"]),
    cautions=st.frozensets(st.sampled_from([Caution.HASH_WRONG])),
)


@given(descriptions, descriptions)
def test_what_matters_is_the_same_in_either_order(one: Description, other: Description) -> None:
    first, second = merge_descriptions(one, other), merge_descriptions(other, one)
    for name in ("ids", "confidentiality", "is_structured", "cautions", "replaces", "content"):
        assert getattr(first, name) == getattr(second, name)
    assert set(first.confidentiality) == one.confidentiality | other.confidentiality


@given(descriptions)
def test_the_same_again_changes_nothing_that_matters(one: Description) -> None:
    again = merge_descriptions(one, one)
    assert set(again.ids) <= set(one.ids)
    assert (again.title, again.cautions, again.content) == (one.title, one.cautions, one.content)


def test_true_ids_take_the_place_of_a_digest() -> None:
    bare = Description(ids=("sha256:aa",))
    assert merge_descriptions(bare, Description(ids=("1",))).ids == ("1",)
    assert merge_descriptions(bare, bare).ids == ("sha256:aa",)


def test_other_content_under_one_id_is_said() -> None:
    one = Description(ids=("1",), is_structured=True, content="c1")
    other = Description(ids=("1",), is_structured=True, content="c2")
    assert Caution.OTHER_CONTENT in merge_descriptions(one, other).cautions
    assert not merge_descriptions(one, one).cautions


def test_which_files_are_kept() -> None:
    none: frozenset[Form] = frozenset()
    rendered, pdf, cda = ({Form.RENDERED}, {Form.PDF}, {Form.CDA})
    assert is_wanted(Form.PDF, none, structured=False, richer=False)
    assert is_wanted(Form.PDF, frozenset(rendered), structured=False, richer=False)
    assert not is_wanted(Form.PDF, frozenset(pdf), structured=True, richer=True)
    assert not is_wanted(Form.RENDERED, frozenset(pdf), structured=True, richer=True)
    assert is_wanted(Form.CDA, frozenset(cda), structured=True, richer=True)
    assert not is_wanted(Form.CDA, frozenset(cda), structured=False, richer=False)


def test_a_true_pdf_takes_the_place_of_ours() -> None:
    assert without_ours(frozenset(Form)) == {Form.PDF, Form.CDA}
    assert without_ours(frozenset({Form.RENDERED})) == {Form.RENDERED}
