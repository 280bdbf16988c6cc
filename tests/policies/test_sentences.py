"""Every reason has its sentence, every cell of the table its words."""

from __future__ import annotations

import pytest

from care.access.reason import Reason
from policies.refusals import as_spam
from policies.sentences import say


@pytest.mark.parametrize("reason", list(Reason))
def test_every_refusal_says_why_in_whole_sentences(reason: Reason) -> None:
    words = as_spam(reason, "000042")[1]["error"]
    assert words[0].isupper()
    assert words.endswith(".")
    assert "{" not in words


def test_a_missing_sentence_is_an_error_not_a_blank() -> None:
    with pytest.raises(LookupError):
        say("refused-for-no-reason")
