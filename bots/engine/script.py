"""A bot in one file: words, and the functions that answer them.

Handlers are called at least once per message (again if the process dies before the answer is safe);
the answer itself leaves exactly once. A handler that writes elsewhere must bear being called twice.
"""

from __future__ import annotations

import asyncio
import inspect
import traceback
import unicodedata
from collections.abc import Awaitable, Callable, Iterable, Sequence
from pathlib import Path

import structlog

from care.matrix.model import IncomingMessage
from care.matrix.reading import FILE_TYPES
from care.runtime.logs import incident_number
from care.runtime.outgoing import Address, Outgoing, Say
from care.runtime.texts import Texts
from care.runtime.units import UnitOfWork

Reply = str | Outgoing
Answer = Reply | Sequence[Reply] | None
CommandHandler = Callable[[IncomingMessage, list[str]], Answer | Awaitable[Answer]]
OtherHandler = Callable[[IncomingMessage], Answer | Awaitable[Answer]]

GROUP_PREFIX = "!"
_HELP = "aide"
_TEXTS = Texts(Path(__file__).with_suffix(".ftl"))
_LOG = structlog.get_logger()


class ScriptBot:
    """A bot made of handlers, for the account `name` (its Matrix localpart).

    In a conversation of two, every message is for the bot. In a group it answers only to its words
    behind a `!`, and leaves the rest to others.
    """

    def __init__(self, name: str, *, display_name: str) -> None:
        self.name = name
        self.display_name = display_name
        self._commands: dict[str, CommandHandler] = {}
        self._words: list[str] = []
        self._otherwise: OtherHandler | None = None
        self._prepared: dict[str, list[Outgoing]] = {}

    def command(self, word: str) -> Callable[[CommandHandler], CommandHandler]:
        """Have the decorated function answer messages whose first word is `word`.

        It receives the message and the words that follow. Case and accents do not matter.
        """

        def keep(handler: CommandHandler) -> CommandHandler:
            self._commands[_fold(word)] = handler
            self._words.append(word)
            return handler

        return keep

    def otherwise(self, handler: OtherHandler) -> OtherHandler:
        """Have the decorated function answer what no word matches, in a conversation of two."""
        self._otherwise = handler
        return handler

    async def prepare(self, message: IncomingMessage) -> None:
        """Await an `async` handler before the unit of work opens, and keep what it answered."""
        if message.edits is not None:
            return
        # In a thread: a slow plain function must not hold up everybody's messages.
        called = await asyncio.to_thread(self._call, message)
        if not isinstance(called, list):
            called = await self._settled(called, message)
        self._prepared[message.event_id] = called

    def handle(self, work: UnitOfWork, message: IncomingMessage) -> Iterable[Outgoing]:
        """The answers to `message`. Raises RuntimeError for an `async` handler not prepared."""
        prepared = self._prepared.pop(message.event_id, None)
        if prepared is not None:
            return prepared
        called = self._call(message)
        if isinstance(called, list):
            return called
        if inspect.iscoroutine(called):
            called.close()
        raise RuntimeError("an async handler needs prepare() before handle()")

    def _call(self, message: IncomingMessage) -> list[Outgoing] | Awaitable[Answer]:
        try:
            answer = self._dispatch(message)
            return answer if inspect.isawaitable(answer) else _outgoing(message, answer)
        except Exception as error:  # the boundary with the script: its bugs are not ours
            return [self._apologise(message, error)]

    async def _settled(self, answer: Awaitable[Answer], message: IncomingMessage) -> list[Outgoing]:
        try:
            return _outgoing(message, await answer)
        except Exception as error:  # the boundary with the script: its bugs are not ours
            return [self._apologise(message, error)]

    def _dispatch(self, message: IncomingMessage) -> Answer | Awaitable[Answer]:
        words = _words_for_us(message)
        if words is None or str(message.content.get("msgtype", "m.text")) in FILE_TYPES:
            return None
        handler = self._commands.get(_fold(words[0])) if words else None
        if handler is not None:
            return handler(message, words[1:])
        if words and _fold(words[0]) == _HELP:
            return self._help(message)
        if not message.direct:
            return None
        return self._otherwise(message) if self._otherwise else self._help(message)

    def _help(self, message: IncomingMessage) -> str:
        prefix = "" if message.direct else GROUP_PREFIX
        words = ", ".join(f"« {prefix}{word} »" for word in self._words)
        return _TEXTS.say("script-help", words=words)

    def _apologise(self, message: IncomingMessage, error: Exception) -> Say:
        incident = incident_number()
        _LOG.error(
            "script_failed",
            bot=self.name,
            incident=incident,
            error=type(error).__name__,
            where=_where(error),
        )
        text = _TEXTS.say("script-failed", incident=incident)
        return Say(Address(room_id=message.room_id), text)


def _words_for_us(message: IncomingMessage) -> list[str] | None:
    text = message.text.strip()
    if text.startswith(GROUP_PREFIX):
        return text.removeprefix(GROUP_PREFIX).split()
    return text.split() if message.direct else None


def _outgoing(message: IncomingMessage, answer: Answer) -> list[Outgoing]:
    if answer is None:
        return []
    if isinstance(answer, str) or not isinstance(answer, Sequence):
        return [_addressed(message, answer)]
    return [_addressed(message, reply) for reply in answer]


def _addressed(message: IncomingMessage, reply: Reply) -> Outgoing:
    if isinstance(reply, str):
        return Say(Address(room_id=message.room_id), reply)
    if isinstance(reply, Outgoing):
        return reply
    raise TypeError(f"a handler returned {type(reply).__name__}")


def _where(error: Exception) -> list[str]:
    # Names of files and functions only: the text of an error may quote a message.
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]


def _fold(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).strip(".,!?")
