"""A bot written in one file answers as its author meant, and fails politely."""

from __future__ import annotations

import gc
import io
import json

import pytest

from bots.engine.dialogue import Dialogue
from bots.engine.script import ScriptBot
from care.matrix.model import IncomingMessage, Person
from care.runtime.logs import setup_logs
from care.runtime.outgoing import Address, React, Say

ALICE = "@alice:dialogue.test"


def listen_to_logs() -> io.StringIO:
    """What our logs say from now on; what other tests left behind has complained before."""
    gc.collect()
    log = io.StringIO()
    setup_logs(log)
    return log


@pytest.fixture
def bot() -> ScriptBot:
    bot = ScriptBot("garde", display_name="Pharmacie de garde (assistant)")

    @bot.command("été")
    def summer(message: IncomingMessage, words: list[str]) -> list[str | Say]:
        return [f"Été : {' '.join(words)}", Say(Address(key="other"), "Ailleurs")]

    @bot.command("attendre")
    async def wait(message: IncomingMessage, words: list[str]) -> str:
        return "Après l’attente"

    @bot.command("merci")
    def thanks(message: IncomingMessage, words: list[str]) -> React:
        return React(Address(room_id=message.room_id), message.event_id, "👍")

    @bot.command("silence")
    def silence(message: IncomingMessage, words: list[str]) -> None:
        return None

    @bot.command("casse")
    def breaks(message: IncomingMessage, words: list[str]) -> str:
        raise ValueError(f"cannot read {message.text}")

    @bot.command("tard")
    async def breaks_later(message: IncomingMessage, words: list[str]) -> str:
        raise OSError("too late")

    return bot


@pytest.mark.parametrize("text", ["été 2026 matin", "ETE 2026 matin", "  Éte,  2026  matin "])
def test_finds_its_word_whatever_the_case_and_accents(bot: ScriptBot, text: str) -> None:
    assert Dialogue(bot).says(ALICE, text) == ["Été : 2026 matin", "Ailleurs"]


def test_an_answer_goes_back_to_the_room_it_came_from(bot: ScriptBot) -> None:
    talk = Dialogue(bot)
    talk.says(ALICE, "été", room="!cabinet:dialogue.test")
    assert [item.to.lane for item in talk.outgoing] == ["room:!cabinet:dialogue.test", "key:other"]


def test_async_handlers_answer_too(bot: ScriptBot) -> None:
    assert Dialogue(bot).says(ALICE, "attendre") == ["Après l’attente"]


async def test_a_dialogue_may_be_held_inside_an_event_loop(bot: ScriptBot) -> None:
    assert Dialogue(bot).says(ALICE, "attendre") == ["Après l’attente"]


def test_a_reaction_is_an_answer_without_text(bot: ScriptBot) -> None:
    talk = Dialogue(bot)
    assert talk.says(ALICE, "merci") == []
    (reaction,) = talk.outgoing
    assert isinstance(reaction, React)
    assert reaction.emoji == "👍"


def test_none_is_no_answer(bot: ScriptBot) -> None:
    assert Dialogue(bot).says(ALICE, "silence") == []


def test_in_a_group_only_marked_words_are_for_the_bot(bot: ScriptBot) -> None:
    talk = Dialogue(bot)
    assert talk.says(ALICE, "été", direct=False) == []
    assert talk.says(ALICE, "!inconnu", direct=False) == []
    assert talk.says(ALICE, "!été 2026", direct=False) == ["Été : 2026", "Ailleurs"]


def test_what_no_word_matches_goes_to_otherwise(bot: ScriptBot) -> None:
    @bot.otherwise
    def other(message: IncomingMessage) -> str:
        return f"Répondez « été », pas « {message.text} »."

    talk = Dialogue(bot)
    assert talk.says(ALICE, "hiver") == ["Répondez « été », pas « hiver »."]
    assert talk.says(ALICE, "hiver", direct=False) == []


def test_a_file_is_not_read_as_words(bot: ScriptBot) -> None:
    talk = Dialogue(bot)
    talk.says("@alice:test", "bonjour")
    photo = {"msgtype": "m.image", "body": "bonjour"}
    message = IncomingMessage(
        "$photo", "!room", Person("@alice:test"), "bonjour", True, talk.clock.now(), content=photo
    )
    assert talk.receives(message) == []


def test_without_otherwise_it_tells_its_words(bot: ScriptBot) -> None:
    (answer,) = Dialogue(bot).says(ALICE, "bonjour")
    assert "«\u00a0été\u00a0»" in answer


def test_aide_tells_its_words_and_how_to_say_them_in_a_group(bot: ScriptBot) -> None:
    (answer,) = Dialogue(bot).says(ALICE, "!aide", direct=False)
    assert "!attendre" in answer


@pytest.mark.parametrize(("word", "error"), [("casse", "ValueError"), ("tard", "OSError")])
def test_a_bug_gives_the_same_number_to_the_person_and_to_the_log(
    bot: ScriptBot, word: str, error: str
) -> None:
    log = listen_to_logs()
    (answer,) = Dialogue(bot).says(ALICE, f"{word} Zébulon Canari")
    line = json.loads(log.getvalue())
    assert line["incident"] in answer
    assert line["error"] == error
    assert "Canari" not in log.getvalue()


def test_a_wrong_return_type_is_a_bug_of_the_script(bot: ScriptBot) -> None:
    @bot.command("nombre")
    def number(message: IncomingMessage, words: list[str]) -> str:
        return [12]  # type: ignore[return-value]

    log = listen_to_logs()
    Dialogue(bot).says(ALICE, "nombre")
    assert json.loads(log.getvalue())["error"] == "TypeError"


def test_an_async_handler_cannot_run_inside_the_unit_of_work(bot: ScriptBot) -> None:
    talk = Dialogue(bot)
    message = IncomingMessage(
        "$1", "!r:dialogue.test", Person(ALICE), "attendre", direct=True, sent_at=talk.clock.now()
    )
    with talk.units.unit("$1") as work, pytest.raises(RuntimeError):
        list(bot.handle(work, message))
