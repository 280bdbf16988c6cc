"""Every sentence is used, every use has its sentence, and each is well set."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent

from tests.house.sources import ROOT, literals, modules, python_files, tracked, tree

_QUOTED = re.compile(r'"([a-z][a-z0-9-]*)"')
_KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")


def catalogues() -> list[Path]:
    """Every Fluent file."""
    return [path for path in tracked() if path.suffix == ".ftl"]


def entries(path: Path) -> list[fluent.Message]:
    """The sentences of a catalogue."""
    body = FluentParser().parse((ROOT / path).read_text(encoding="utf-8")).body
    assert not [entry for entry in body if isinstance(entry, fluent.Junk)], f"{path}: unreadable"
    return [entry for entry in body if isinstance(entry, fluent.Message)]


def texts(node: object) -> Iterator[str]:
    """The words of a sentence, all its variants included."""
    if isinstance(node, fluent.TextElement):
        yield node.value
    elif isinstance(node, fluent.Pattern):
        yield _flat(node)
        for element in node.elements:
            if isinstance(element, fluent.Placeable):
                yield from texts(element.expression)
    elif isinstance(node, fluent.SelectExpression):
        for variant in node.variants:
            yield from texts(variant.value)


def _flat(pattern: fluent.Pattern) -> str:
    return "".join(
        element.value if isinstance(element, fluent.TextElement) else "X"
        for element in pattern.elements
    )


def _spoken() -> tuple[set[str], list[str]]:
    """The keys written out in code, and the beginnings of those put together.

    Tests count: the pages of documentation that they check are made of sentences too.
    """
    speakers = modules() + python_files("tests")
    whole = {str(node.value) for path in speakers for node in literals(path)}
    starts = [
        str(node.values[0].value)
        for path in speakers
        for node in ast.walk(tree(path))
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant)
    ]
    whole |= {key for path in _front_end() for key in _QUOTED.findall(_text(path))}
    return whole, [start for start in starts if start.endswith("-")]


def _front_end() -> list[Path]:
    """The files that speak in browsers; what is generated from catalogues only repeats them."""
    return [
        path
        for path in tracked()
        if path.suffix in {".ts", ".tsx"}
        and path.parts[0] == "widgets"
        and "generated" not in path.parts
    ]


def _text(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", catalogues(), ids=str)
def test_every_sentence_is_used(path: Path) -> None:
    whole, starts = _spoken()
    unused = [
        entry.id.name
        for entry in entries(path)
        if entry.id.name not in whole and not entry.id.name.startswith(tuple(starts))
    ]
    assert unused == []


def test_every_key_that_is_said_exists() -> None:
    defined = {entry.id.name for path in catalogues() for entry in entries(path)}
    missing = [
        f"{path}:{node.lineno} {key}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "say"
        for key in [
            node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else ""
        ]
        if isinstance(key, str) and _KEY.fullmatch(key) and key not in defined
    ]
    assert missing == []


@pytest.mark.parametrize("path", catalogues(), ids=str)
def test_sentences_are_well_set(path: Path) -> None:
    wrong = {
        "a straight apostrophe": re.compile(r"'"),
        "a straight quotation mark": re.compile(r'"'),
        "three dots": re.compile(r"\.\.\."),
        "no space before ; ! ?": re.compile(r"[\w»)][;!?](\s|$)"),
        "no space before :": re.compile(r"[\w»)]:(\s|$)"),
        "no space inside « »": re.compile(r"«\S|\S»"),
        "an hour without its spaces": re.compile(r"\b\d{1,2}h(\d\d)?\b"),
    }
    found = [
        f"{entry.id.name}: {name}: {text!r}"
        for entry in entries(path)
        for text in texts(entry.value)
        for name, pattern in wrong.items()
        if pattern.search(
            re.sub(r"[\u00a0\u202f]", " ", text).replace("« ", "«\u2009").replace(" »", "\u2009»")
        )
    ]
    assert found == []


@pytest.mark.parametrize("path", catalogues(), ids=str)
def test_sentences_use_none_of_our_own_jargon(path: Path) -> None:
    jargon = re.compile(r"\b(événement|salon|commande|UTD|bot|token|device)s?\b", re.I)
    found = [
        f"{entry.id.name}: {text!r}"
        for entry in entries(path)
        if not str(path).startswith("deploy")
        for text in texts(entry.value)
        if jargon.search(text)
    ]
    assert found == []
