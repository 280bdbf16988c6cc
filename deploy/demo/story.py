"""A short story told in the terminal, played for real: two people, encrypted from end to end."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from care.directory.synthetic import SyntheticPerson
from care.matrix.http import MatrixError, Unreachable, path
from care.matrix.person import PersonClient
from care.runtime.errors import SettingsError
from care.runtime.secrets import read_secret, write_secret
from deploy.demo.layout import DemoLayout
from deploy.demo.people import localpart
from deploy.demo.running import RunningDemo
from deploy.words import say
from homeserver.provisioning.bots import bot_files
from homeserver.service_accounts import user_id

_POLL = 0.2
_PATIENCE = 30.0


class Story:
    """One telling: `asker` looks for `sought`, finds them, writes, is answered."""

    def __init__(self, demo: RunningDemo, layout: DemoLayout, console: Console) -> None:
        self._demo = demo
        self._layout = layout
        self._console = console
        self._asker, self._sought = demo.players

    async def play(self) -> None:
        """Raises TimeoutError when somebody expected did not answer."""
        bot = self._demo.contract.bots["directory"]
        self._console.rule(f"[bold]{say('story-title')}", style="dim")
        async with self._client(self._asker) as asker, self._client(self._sought) as sought:
            with_bot = await _room_of(asker, [bot]) or await asker.open_direct(bot)
            question = say("story-question", profession=self._sought.profession.lower())
            answer = await self._ask(asker, with_bot, question)
            choice = number_of(self._sought, answer)
            await self._ask(asker, with_bot, say("story-contact", choice=choice))
            room = await self._room_shared(asker, sought)
            await self._exchange(asker, sought, room)
            await self._open_circle(asker, sought)
        self._console.print(Text(say("story-end"), style="dim"))
        self._console.rule(style="dim")

    async def _ask(
        self, asker: PersonClient, room: str, words: str, assistant: str | None = None
    ) -> str:
        self._tell(self._asker, words)
        answer = await asker.ask(room, words)
        self._console.print(_spoken(assistant or say("story-assistant"), answer, "green"))
        return answer

    async def _open_circle(self, asker: PersonClient, sought: PersonClient) -> None:
        """The circle of an invented patient, as both see it; told the second time, it is there."""
        liaison = self._demo.contract.bots["liaison"]
        room = await _room_of(asker, [liaison]) or await asker.open_direct(liaison)
        answer = await self._ask(asker, room, say("story-circle"), say("story-liaison"))
        if say("story-circle-known") in answer:
            await self._ask(asker, room, say("story-circle-mine"), say("story-liaison"))
            return
        other = f"{self._sought.given_name} {self._sought.family_name}"
        for words in (other, "1"):
            await self._ask(asker, room, words, say("story-liaison"))
        name = say("story-circle-name")
        card = await sought.wait_for(lambda message: name in message.text, seconds=60)
        self._console.print(Text(say("story-circle-seen"), style="dim"))
        self._console.print(_spoken(say("story-liaison"), card.text, "green"))

    async def _exchange(self, asker: PersonClient, sought: PersonClient, room: str) -> None:
        for author, writer, reader, key in (
            (self._asker, asker, sought, "story-hello"),
            (self._sought, sought, asker, "story-reply"),
        ):
            words = say(key)
            await writer.say(room, words)
            read = await reader.wait_for(lambda message: message.room_id == room)
            self._tell(author, read.text)

    async def _room_shared(self, asker: PersonClient, sought: PersonClient) -> str:
        async with asyncio.timeout(_PATIENCE):
            while True:
                room = await _room_of(asker, [sought.user_id])
                if room is not None:
                    return room
                await asyncio.sleep(_POLL)

    def _client(self, person: SyntheticPerson) -> PersonClient:
        files = bot_files(self._layout.extras, localpart(person))
        if not files.password.exists():
            drawn = self._demo.folder.homeserver.first_password(localpart(person))
            write_secret(files.password, read_secret(drawn))
        account = user_id(self._demo.territory, localpart(person))
        return PersonClient(self._demo.contract.homeserver.url, account, files)

    def _tell(self, person: SyntheticPerson, words: str) -> None:
        name = f"{person.given_name.capitalize()} {person.family_name.capitalize()}"
        self._console.print(_spoken(name, words, "cyan"))


async def play_story(demo: RunningDemo, layout: DemoLayout, console: Console) -> None:
    """Tell the story; when it fails, say so and leave the demonstration running."""
    try:
        await Story(demo, layout, console).play()
    except (TimeoutError, MatrixError, Unreachable, SettingsError) as error:
        console.print(Text(say("story-failed", why=type(error).__name__), style="yellow"))


def _spoken(name: str, words: str, colour: str) -> Padding:
    return Padding(Text.assemble((f"{name}  ", f"bold {colour}"), words), (0, 0, 1, 2))


def number_of(person: SyntheticPerson, answer: str) -> str:
    """The number in front of `person` in a list of results; 1 when they are alone."""
    for line in answer.splitlines():
        number = re.search(r"\b(\d{1,2})\.", line)
        if number and person.family_name.casefold() in line.casefold():
            return number[1]
    return "1"


async def _room_of(client: PersonClient, others: Sequence[str]) -> str | None:
    """A room that `client` and all of `others`, and at most the assistant, are in."""
    answer = await client.http.request("GET", path("joined_rooms"))
    for room in answer["joined_rooms"]:
        members = await client.http.request("GET", path("rooms", room, "joined_members"))
        joined = set(members["joined"])
        if joined >= set(others) and len(joined - {client.user_id, *others}) == 0:
            return str(room)
    return None
