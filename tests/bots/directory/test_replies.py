"""Each refusal and each puzzle has its words; examples fit the territory."""

from __future__ import annotations

import pytest

from bots.directory.commands import Puzzle
from bots.directory.replies import Replies
from care.directory.answers import Invitation, Line, Nobody, Page, Summary
from care.directory.model import Edition
from care.directory.search import Understood
from care.directory.wishes import Wish
from care.runtime.errors import Refusal
from tests.bots.directory.territory_bot import plain
from tests.care.directory.territory import NOW

SUMMARY = Summary(Edition(1, NOW, NOW, 1, 1), "Montivilliers")
REPLIES = Replies("!annuaire ", SUMMARY)


@pytest.mark.parametrize("puzzle", list(Puzzle))
def test_every_puzzle_has_its_words(puzzle: Puzzle) -> None:
    searching = puzzle in {Puzzle.NO_WORDS, Puzzle.TOO_LONG, Puzzle.NOT_TEXT}
    assert ("Montivilliers" in REPLIES.puzzle(puzzle).text) == searching


@pytest.mark.parametrize(
    "refusal",
    [
        *map(Refusal, ("contact-self", "contact-carers-only", "contact-whom", "no-search-yet")),
        *map(Refusal, ("more-none", "person-gone", "directory-empty")),
        Refusal("number-unknown", last=1),
        Refusal("number-unknown", last=5),
        Refusal("more-too-many", shown=100),
    ],
    ids=lambda refusal: refusal.reason,
)
def test_every_refusal_has_its_words(refusal: Refusal) -> None:
    assert len(REPLIES.refuse(refusal).text) > 20


def test_what_to_answer_is_named() -> None:
    line = Line(6, "Marie DUPONT", "kinésithérapeute", "Montivilliers", reachable=True)
    page = Page((line,), total=9, remaining=3, can_contact=True)
    assert plain(REPLIES.page(page).text).splitlines() == [
        "Suite (encore 3 ensuite)",
        "6. Marie DUPONT, kinésithérapeute – Montivilliers – joignable ici",
        "Répondez « !annuaire 6 » pour la fiche, « !annuaire contacter 6 » pour lui écrire.",
        "« !annuaire plus » : 3 autres réponses.",
    ]


def test_doubt_is_shown() -> None:
    understood = Understood(
        names=("DUPONT",), trades=("infirmiers",), guessed=True, ignored=("le", "soir"),
        given_up="rouen",
    )  # fmt: skip
    assert [plain(line) for line in REPLIES.understood(understood)] == [
        "<b>Personne avec « rouen »</b>. Sans ce mot :",
        "J’ai compris : DUPONT, infirmiers.",
        "Je n’ai pas tenu compte de « le soir ».",
    ]
    assert list(REPLIES.understood(Understood(trades=("infirmiers",)))) == []


def test_an_invitation_without_a_mailbox_says_so() -> None:
    text = REPLIES.invitation(Invitation("Luc VASSE", (), "FICTIF Alice – médecin")).text
    assert "Je ne connais pas son adresse MSSanté." in text


def test_an_unknown_refusal_is_a_bug_not_a_silence() -> None:
    with pytest.raises(KeyError):
        REPLIES.refuse(Refusal("no-such-reason"))


def test_nobody_of_a_trade_is_said_so() -> None:
    understood = Understood(trades=("ostéopathes",))
    text = plain(REPLIES.nobody(Nobody("osteo", (), understood=understood)).text)
    assert text == "Personne sur le territoire. J’ai compris : ostéopathes."


def test_whoever_asks_for_a_duty_is_given_the_national_numbers() -> None:
    understood = Understood(trades=("maisons médicales de garde",), wish=Wish(on_duty=True))
    text = plain(REPLIES.nobody(Nobody("médecin de garde", (), True, understood)).text)
    assert text.startswith("⚠ Les gardes ne sont pas dans l’annuaire.")
    assert "116 117" in text


@pytest.mark.parametrize(
    ("commune", "said"),
    [("Rouen", "à Rouen"), ("Le Havre", "au Havre"), ("Les Loges", "aux Loges")],
)
def test_a_commune_keeps_its_article(commune: str, said: str) -> None:
    (line,) = REPLIES.understood(Understood(given_up=commune, given_up_place=commune))
    assert plain(line) == f"<b>Personne {said}</b> pour cette recherche. Ailleurs :"


def test_what_is_elsewhere_may_be_looked_for_in_the_country() -> None:
    (line,) = REPLIES.understood(Understood(given_up_place="Rouen", can_widen=True))
    assert "en France » cherche partout). Ailleurs :" in plain(line)
    lines = list(REPLIES.understood(Understood(ignored=("paris",), can_widen=True)))
    assert "en France" in plain(lines[-1])
