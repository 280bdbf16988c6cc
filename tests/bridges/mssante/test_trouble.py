"""A trouble is a temporary failure that says who can mend it."""

from __future__ import annotations

from bridges.mssante.trouble import MailTrouble
from care.mail.model import Trouble
from care.runtime.errors import TemporaryFailure


def test_it_is_tried_again_and_says_why() -> None:
    trouble = MailTrouble(Trouble.LOGIN_REFUSED, "535")
    assert isinstance(trouble, TemporaryFailure)
    assert str(trouble) == "login_refused 535"
