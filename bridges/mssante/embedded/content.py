"""Mails that pymap cannot take apart are kept whole: an operator keeps whatever it is given."""

from __future__ import annotations

from typing import Any

from pymap.backend.dict import mailbox
from pymap.mime import MessageBody, MessageContent, MessageHeader
from pymap.threads import ThreadKey

_FAULTS = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


class WholeContent(MessageContent):
    """A mail read as a structure, or as one body without a header when that fails."""

    @classmethod
    def parse(cls, data: bytes) -> MessageContent:
        """What pymap makes of `data`, of which it looks at every part."""
        try:
            content = MessageContent.parse(data)
            ThreadKey.get_all(content.header)
        except _FAULTS:
            return _whole(data)
        # Of a mail without a body it loses the last byte.
        return content if bytes(content) == data else _whole(data)


def _whole(data: bytes) -> MessageContent:
    text = MessageBody._parse_content_type("text/plain; charset=us-ascii")
    lines: list[Any] = [(0, len(data), len(data))]
    return MessageContent(data, MessageHeader.empty(), MessageBody(data, lines, text, []))


def keep_whatever_comes() -> None:
    """Have mailboxes in memory read mails so: pymap leaves no other place to say it."""
    setattr(mailbox, "MessageContent", WholeContent)  # noqa: B010 - mypy knows it as a class
