"""The same skill in other words."""

from __future__ import annotations

from care.directory.synonyms import synonyms


def test_each_word_leads_to_the_others() -> None:
    assert {"tsa", "autiste"} <= set(synonyms("autisme"))
    assert "autisme" in synonyms("tsa")
    assert "autisme" not in synonyms("autisme")


def test_a_word_of_two_groups_leads_to_both() -> None:
    assert {"alcool", "subutex"} <= set(synonyms("addictologie"))


def test_unknown() -> None:
    assert synonyms("zut") == ()
