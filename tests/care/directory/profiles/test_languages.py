"""Languages as people name them."""

from __future__ import annotations

import re

import pytest

from care.directory.profiles.languages import language_names, language_words, parse_languages
from care.runtime.errors import Refusal


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("arabe, anglais", ("ara", "eng")),
        ("arabe et anglais", ("ara", "eng")),
        ("l'anglais", ("eng",)),
        ("Anglophone ; LSF", ("eng", "fsl")),
        ("langue des signes", ("fsl",)),
        ("langue des signes française / créole réunionnais", ("fsl", "rcf")),
        ("arabe arabe, Arabe", None),
        ("un peu d'espagnol, arabe, arabe", None),
        ("espagnol, arabe, arabe", ("spa", "ara")),
    ],
)
def test_languages(text: str, codes: tuple[str, ...] | None) -> None:
    if codes is None:
        with pytest.raises(Refusal, match="language-unknown"):
            parse_languages(text)
    else:
        assert parse_languages(text) == codes


@pytest.mark.parametrize("text", ["klingon", "", ", ,"])
def test_an_unknown_language_is_named(text: str) -> None:
    with pytest.raises(Refusal) as refusal:
        parse_languages(text)
    assert refusal.value.facts["language"] == text.strip()


def test_no_name_stands_for_two_languages_and_codes_are_codes() -> None:
    assert all(re.fullmatch("[a-z]{3}", code) for code in language_names())
    assert set(language_words().values()) == set(language_names())
