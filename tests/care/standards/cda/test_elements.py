"""Walking a tree whose names, blanks and namespaces are as they come."""

from __future__ import annotations

from lxml import etree

from care.standards.cda.elements import (
    attribute,
    child,
    children,
    descendants,
    has_template,
    kind_of,
    local_name,
    plain_text,
)
from tests.care.standards.cda.reading import element


def test_paths_are_followed_whatever_the_namespace() -> None:
    root = etree.fromstring('<a xmlns="urn:other"><b><c n=" 1  2 "/></b><b><c n="3"/></b></a>')
    assert [attribute(one, "n") for one in children(root, "b", "c")] == ["1 2", "3"]
    assert attribute(child(root, "b", "c"), "n") == "1 2"
    assert child(root, "x") is None
    assert list(children(None, "b")) == []
    assert [local_name(one) for one in descendants(root, "c")] == ["c", "c"]


def test_text_is_on_one_line() -> None:
    assert plain_text(element("<t> a\n <b>b</b>\tc </t>")) == "a b c"
    assert plain_text(None) == ""
    assert len(plain_text(element(f"<t>{'x' * 50_000}</t>"))) == 20_000


def test_types_and_templates_are_told() -> None:
    assert kind_of(element('<v xsi:type="hl7:PQ"/>')) == "PQ"
    assert kind_of(element("<v/>")) == ""
    assert has_template(element('<s><templateId root="1.2"/></s>'), "1.2", "1.3")
    assert not has_template(element('<s><templateId root="1.4"/></s>'), "1.2")
