"""What classes of people are called."""

from __future__ import annotations

from care.directory.model import Profession, Skill
from care.directory.national.callings import Class, list_callings

_DENTIST = Class(Profession("40", "Chirurgien-Dentiste"), ())
_EXPERT = Class(Profession("10", "Médecin"), (Skill("SM60", "Médecine légale (SM)"),))
_ASSISTANT = Class(Profession("31", "Assistant dentaire"), ())
_CALLINGS = list_callings([_DENTIST, _EXPERT, _ASSISTANT])


def _called(word: str) -> list[set[str]]:
    """For each class, the callings that `word` leads to."""
    ranks = _CALLINGS.words.get(word, {})
    return [
        {_CALLINGS.names[rank] for rank in ranks if _CALLINGS.fits[row, rank]} for row in range(3)
    ]


def test_everyday_words_lead_to_the_trade() -> None:
    assert _called("dent")[0] == {"chirurgiens-dentistes"}


def test_a_skill_without_a_trade_goes_by_its_label() -> None:
    assert _called("medecinelegale") == [set(), {"médecine légale"}, set()]
    assert _called("legale")[1] == {"médecine légale"}


def test_a_profession_without_a_trade_goes_by_its_label() -> None:
    assert _called("assistantdentaire")[2] == {"assistant dentaire"}


def test_a_doctor_is_a_doctor_too() -> None:
    assert "médecins" in _called("medecin")[1]
