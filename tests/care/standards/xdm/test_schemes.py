"""The names of the standard."""

from __future__ import annotations

import re

from care.standards.xdm.schemes import DocumentScheme, SubmissionScheme


def test_every_scheme_is_a_name_of_its_own() -> None:
    names = [*DocumentScheme, *SubmissionScheme]
    assert len(set(names)) == len(names)
    assert [name for name in names if not re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", name)] == []
