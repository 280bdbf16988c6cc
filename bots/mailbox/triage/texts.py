"""The words of the triage room."""

from __future__ import annotations

from pathlib import Path

from care.runtime.texts import Texts

TEXTS = Texts(Path(__file__).with_name("fr.ftl"))
