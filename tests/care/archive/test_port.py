"""What reads the past for real keeps the promise of the port, as the lists of tests do."""

from __future__ import annotations

from care.archive.port import Eraser, History
from care.matrix.past import Past
from homeserver.purging import SynapseEraser
from tests.care.archive.kept_circle import ListedEraser, ListedHistory


def test_both_kinds_have_every_method() -> None:
    for port, kinds in ((History, (Past, ListedHistory)), (Eraser, (SynapseEraser, ListedEraser))):
        wanted = {name for name in vars(port) if not name.startswith("_")}
        for kind in kinds:
            assert wanted <= set(dir(kind))
