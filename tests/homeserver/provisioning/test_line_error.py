"""Every reason has its sentence, and every sentence its reason."""

from __future__ import annotations

import re
from pathlib import Path

from homeserver.provisioning import cells
from homeserver.provisioning.line_error import LineError

FOLDER = Path(cells.__file__).parent


def catalogue() -> dict[str, str]:
    text = (FOLDER / "fr.ftl").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z][a-z0-9-]*) = (.+)$", text, re.MULTILINE))


def test_every_sentence_can_be_said() -> None:
    for reason, sentence in catalogue().items():
        if reason != "line":
            facts = dict.fromkeys(re.findall(r"\{ \$(\w+) \}", sentence), "valeur")
            assert str(LineError(7, reason, facts)).startswith("Ligne 7\u00a0: ")


def test_every_reason_used_has_a_sentence_and_none_is_left_over() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py"))
    used = set(re.findall(r"Wrong\(\s*\"([a-z0-9-]+)\"", sources))
    used |= set(re.findall(r"LineError\([\w.]+, \"([a-z0-9-]+)\"", sources))
    assert used | {"line"} == set(catalogue())
