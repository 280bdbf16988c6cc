"""The words by which programs mark what is not the writer's own."""

from __future__ import annotations

import pytest

from care.standards.rfc5322.marks import load_marks

MARKS = load_marks()


@pytest.mark.parametrize(
    "line",
    [
        "Le ven. 20 nov. 2026 à 09:12, Alice FICTIF <a@b.example> a écrit :",
        "Le 20/11/2026 à 09:12, Alice FICTIF a écrit\u00a0:",
        "On Fri, Nov 20, 2026 at 9:12 AM Alice <a@b> wrote:",
        "2026-11-20 9:12 GMT+01:00 Alice FICTIF <a@b.example>:",
    ],
)
def test_attributions(line: str) -> None:
    assert MARKS.attribution.fullmatch(line)


def test_an_attribution_without_a_date() -> None:
    assert MARKS.attribution_by_name.fullmatch("Alice FICTIF <a@b.example> a écrit :")


@pytest.mark.parametrize(
    "line",
    ["-----Message d'origine-----", "---------- Forwarded message ---------",
     "-------- Message transféré --------", "Début du message réexpédié :"],
)  # fmt: skip
def test_separators(line: str) -> None:
    assert MARKS.separator.fullmatch(line)


@pytest.mark.parametrize(
    "subject",
    ["Réponse automatique : bonjour", "Automatic reply: x", "Absence du bureau", "Out of office",
     "Absent jusqu’au 3/12", "Undelivered Mail Returned to Sender"],
)  # fmt: skip
def test_automatic_subjects(subject: str) -> None:
    assert MARKS.automatic_subject.match(subject)


@pytest.mark.parametrize(
    "text",
    ["Le patient a écrit une lettre", "Absence de fièvre", "Message de Mme X", "De retour lundi"],
)
def test_what_people_say_is_no_mark(text: str) -> None:
    assert not MARKS.attribution.fullmatch(text)
    assert not MARKS.separator.fullmatch(text)
    assert not MARKS.automatic_subject.match(text)
    assert not MARKS.copied_sender.fullmatch(text)
