"""Dialogues with the directory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bots.directory.bot import DirectoryBot
from bots.engine.dialogue import Dialogue
from care.matrix.model import IncomingMessage, Person
from care.runtime.outgoing import OpenRoom, Say
from tests.bench.directory.arbitrary import arbitrary_texts
from tests.bench.directory.engines.conversation import Conversation
from tests.bots.directory.territory_bot import (
    ALICE,
    AWA,
    BOT,
    DAUGHTER,
    PAUL,
    dialogue_on,
    empty_dialogue,
    plain,
)
from tests.care.directory.territory import NOW


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Dialogue:
    return dialogue_on(tmp_path_factory.mktemp("annuaire"))


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Dialogue]:
    dialogue = dialogue_on(tmp_path)
    yield dialogue
    dialogue.units.database.close()


SCORES = {
    "search, more, card, conversation": [
        ("bonjour", "Écrivez qui vous cherchez"),
        ("pharmacien", "34 réponses\n1. Paul INVENTE, pharmacien – Le Havre – joignable ici\n2. "),
        ("plus", "Suite (encore 24 ensuite)\n6. "),
        ("n° 1", "Paul INVENTE – pharmacien, Le Havre\nPHARMACIE DES EMBRUNS, "),
        ("contacter", "Conversation chiffrée ouverte avec Paul INVENTE."),
        ("écrire à 1", "Votre conversation avec Paul INVENTE existe déjà."),
        ("merci", "Avec plaisir."),
    ],
    "one answer is a card at once": [
        ("dermato", "Dr Céline LEFÈBVRE – dermatologue, Le Havre\nCENTRE DES ROMANCIERS, "),
        ("contacter", "Dr Céline LEFÈBVRE n’a pas encore de compte ici."),
        ("1", "Dr Céline LEFÈBVRE – dermatologue, Le Havre\n"),
    ],
    "guesses are told": [
        ("kinésitérapeute montivilier", "4 réponses\nJ’ai compris : kinésithérapeutes, Montiv"),
        ("2", "Anne-Laure LECHEVALLIER – kinésithérapeute, Montivilliers"),
        ("dermato harfleur", "Personne à Harfleur pour cette recherche. Ailleurs :\nDr Céline"),
        (
            "IDEL qui parle arabe",
            "80 réponses\nPersonne n’a indiqué parler arabe : je n’ai pas tenu",
        ),
        ("infirmière dupond", "J’ai compris : DUPONT, infirmiers.\nMarion DUPONT"),
    ],
    "nobody": [
        (
            "roseleyrre",
            "Je n’ai trouvé personne pour « roseleyrre ». Orthographe proche : ROSE",
        ),
        ("xyzzyx", "Je n’ai trouvé personne pour « xyzzyx » sur le territoire. Essayez"),
    ],
    "out of place": [
        ("2", "Je n’ai pas de liste en cours."),
        ("plus", "Je n’ai pas de liste en cours."),
        ("contacter", "Je n’ai pas de liste en cours."),
        ("dupont", "2 réponses"),
        ("7", "Répondez un numéro de 1 à 2."),
        ("contacter 7", "Répondez un numéro de 1 à 2."),
        ("contacter", "À qui ? Répondez « contacter » avec le numéro"),
        ("plus", "C’est tout"),
        ("2️⃣", "Marion DUPONT – infirmière, Montivilliers"),
        ("3", "Répondez un numéro de 1 à 2."),
        ("dr fictif", "Dr Alice FICTIF"),
        ("2", "Il n’y a qu’une réponse : répondez « 1 »."),
        ("contacter", "C’est votre propre fiche."),
    ],
    "not a question": [
        ("🎉🎉", "Je n’ai pas reconnu de mot."),
        ("שלום", "Je n’ai pas reconnu de mot."),
        ("a" * 10_000, "Votre message est long pour une recherche"),
        ("!annuaire", "Écrivez qui vous cherchez"),
        ("!annuaire legoff", "Yannick LE GOFF"),
        ("/aide", "Écrivez qui vous cherchez"),
        ("?", "Écrivez qui vous cherchez"),
        ("contacter dupont", "2 réponses\n1. Marie DUPONT"),
    ],
}


@pytest.mark.parametrize("score", SCORES)
def test_dialogue(talk: Dialogue, score: str) -> None:
    for asked, answer in SCORES[score]:
        answers = talk.says(ALICE, asked)
        assert len(answers) == 1, asked
        assert plain(answers[0]).startswith(answer), asked


def test_the_card_has_all_that_a_colleague_needs(shared: Dialogue) -> None:
    (text,) = shared.says(ALICE, "marion dupont")
    assert re.fullmatch(
        r"Marion DUPONT – infirmière, Montivilliers \(8 km\)\n"
        r"CABINET DES GALETS, \d+ \w+ .+, 76290 Montivilliers\n"
        r"☎ 01 99 00 00 04\n"
        r"✉ MSSanté : marion\.dupont4@pro\.mssante\.example\n"
        r"Pas encore ici\. Répondez « contacter » pour l’inviter\.\n"
        r"Annuaire Santé du 12/11/2026",
        plain(text),
    )
    (say,) = shared.outgoing
    assert isinstance(say, Say)
    assert say.html is not None
    assert '<a href="tel:+33199000004">' in say.html
    assert say.html.startswith("<b>Marion DUPONT</b>")
    assert set(re.findall(r"</?(\w+)", say.html)) == {"a", "b", "br"}


def test_a_conversation_brings_both_together_and_leaves_them(talk: Dialogue) -> None:
    talk.says(ALICE, "paul invente")
    talk.says(ALICE, "contacter")
    room, say = talk.outgoing
    assert isinstance(room, OpenRoom)
    assert isinstance(say, Say)
    assert room.people == (ALICE, PAUL)
    assert room.direct
    assert room.step_back
    assert room.name is None
    assert not re.search("alice|paul|dialogue", room.key)


def test_the_same_two_have_one_conversation_whoever_asks(talk: Dialogue) -> None:
    keys = []
    for asker, other in ((ALICE, "paul invente"), (PAUL, "alice fictif"), (AWA, "alice fictif")):
        talk.says(asker, other, room=f"!{asker}")
        talk.says(asker, "contacter", room=f"!{asker}")
        keys += [item.key for item in talk.outgoing if isinstance(item, OpenRoom)]
    assert keys[0] == keys[1] != keys[2]


def test_the_invitation_is_ready_to_send(shared: Dialogue) -> None:
    shared.says(ALICE, "dermato")
    (text,) = map(plain, shared.says(ALICE, "contacter"))
    assert "Par MSSanté, à celine.lefebvre5@pro.mssante.example :" in text
    assert text.endswith("Bien confraternellement, FICTIF Alice – médecin »")
    assert not any(isinstance(item, OpenRoom) for item in shared.outgoing)


def test_a_relative_calls_but_does_not_write(shared: Dialogue) -> None:
    (card,) = map(plain, shared.says(DAUGHTER, "marion dupont"))
    assert "01 99 00 00 04" in card
    assert "MSSanté" not in card
    assert "contacter" not in card
    (refusal,) = map(plain, shared.says(DAUGHTER, "contacter 1"))
    assert "réservée aux professionnels" in refusal
    assert len(shared.outgoing) == 1


def test_a_group_is_left_in_peace_unless_called(shared: Dialogue) -> None:
    for text in ("pharmacie", "2", "bonjour", "annuaire kiné", "!annuaires kiné", "!aide"):
        assert shared.says(ALICE, text, direct=False, room="!group") == []
    (text,) = shared.says(ALICE, "!Annuaire kiné harfleur", direct=False, room="!group")
    assert "Camille HÉBERT" in text
    assert "« !annuaire contacter »" in plain(text)
    (say,) = shared.outgoing
    assert isinstance(say, Say)
    assert say.in_reply_to is not None
    (text,) = shared.says(ALICE, "!annuaire", direct=False, room="!group")
    assert text.startswith("Écrivez qui vous cherchez")


def test_alone_with_the_directory_nothing_is_quoted(shared: Dialogue) -> None:
    shared.says(ALICE, "kiné")
    (say,) = shared.outgoing
    assert isinstance(say, Say)
    assert say.in_reply_to is None


def test_each_one_has_their_own_list(talk: Dialogue) -> None:
    talk.says(ALICE, "!annuaire pharmacie", direct=False, room="!group")
    (text,) = talk.says(PAUL, "!annuaire 1", direct=False, room="!group")
    assert "Je n’ai pas de liste en cours" in text


EVENTS = count()


def message(text: str, **content: object) -> IncomingMessage:
    return IncomingMessage(
        f"$event{next(EVENTS)}", "!room", Person(ALICE), text, True, NOW, content=content
    )


@pytest.mark.parametrize("kind", ["m.image", "m.file", "m.audio", "m.location", "fr.other"])
def test_what_is_not_text_is_said_kindly(shared: Dialogue, kind: str) -> None:
    (text,) = shared.receives(message("photo.jpg", msgtype=kind))
    assert text.startswith("Je ne lis que du texte.")


def test_other_assistants_are_not_answered(shared: Dialogue) -> None:
    assert shared.receives(message("Bonjour", msgtype="m.notice")) == []
    own = IncomingMessage("$own", "!room", Person(BOT), "kiné", True, NOW)
    assert shared.receives(own) == []


def test_a_type_that_makes_no_sense_does_no_harm(shared: Dialogue) -> None:
    assert len(shared.receives(message("kiné", msgtype=["m.text"]))) == 1


def test_an_empty_directory_says_so() -> None:
    dialogue = empty_dialogue()
    (text,) = dialogue.says(ALICE, "kiné")
    assert text.startswith("L’annuaire n’est pas encore chargé.")
    (text,) = dialogue.says(ALICE, "aide")
    assert "« dupont kiné »" in plain(text)


WORDS = ("2", "plus", "contacter", "!annuaire", "kiné", "le", "havre", "<b>", "’", "🎉", "\n", "م")
ANYTHING = st.text(max_size=300) | st.lists(st.sampled_from(WORDS)).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(text=ANYTHING)
def test_whatever_is_written_has_one_answer(shared: Dialogue, text: str) -> None:
    (answer,) = shared.says(ALICE, text)
    assert answer.strip()
    assert len(answer) < 3000
    (say,) = [item for item in shared.outgoing if isinstance(item, Say)]
    assert say.html is not None
    assert set(re.findall(r"<(/?\w+)", say.html)) <= {"a", "/a", "b", "/b", "br"}


def test_arbitrary_texts_have_one_answer_each(tmp_path: Path, country_root: Path) -> None:
    asked = Conversation(country_root, tmp_path)
    for text in arbitrary_texts(3, 1_000):
        (answer,) = asked.search(text, "")
        assert answer.strip()
        assert len(answer) < 3_000


def test_an_old_file_still_answers_with_a_caution(talk: Dialogue) -> None:
    assert "⚠ Annuaire" not in talk.says(ALICE, "dermato")[0]
    talk.clock.advance(timedelta(days=8))
    (text,) = map(plain, talk.says(ALICE, "dermato"))
    assert text.startswith("Dr Céline LEFÈBVRE – dermatologue, Le Havre")
    assert text.splitlines()[-1].startswith("⚠ Annuaire Santé du 12/11/2026 : vérifiez avant")


def test_it_is_the_bot_named_directory() -> None:
    assert DirectoryBot(BOT).name == "directory"
