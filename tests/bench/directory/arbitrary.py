"""Anything that a keyboard, a clipboard or an attacker may send."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

_COMMANDS = (
    "'; DROP TABLE directory_people; --", "\" OR 1=1", "$(rm -rf /)", "`id`", "| cat /etc/passwd",
    "../../../../etc/shadow", "%s%n%x", "{{7*7}}", "${jndi:ldap://x}", "<script>alert(1)</script>",
    "!annuaire", "/me", "\\x00", "NEAR/3 a* OR b*", "(((((", "^$.*+?[]{}|", "a AND NOT b", "name:*",
)  # fmt: skip
_COMMON = (
    *("marie", "martin", "le", "la", "de", "saint", "paris", "havre", "kine", "medecin", "st", "a"),
    *(
        "infirmiere",
        "sage",
        "femme",
        "d",
        "el",
        "pres",
        "5",
        "km",
        "ouvert",
        "jean",
        "pierre",
        "ma",
    ),
)
_RANGES = (
    (0x20, 0x7E), (0x00, 0x1F), (0xA0, 0x17F), (0x300, 0x36F), (0x400, 0x4FF), (0x590, 0x6FF),
    (0x4E00, 0x9FFF), (0xD800, 0xDFFF), (0xFF00, 0xFFEF), (0x1F300, 0x1FAFF), (0x200B, 0x202E),
    (0xE0000, 0xE007F), (0x1D400, 0x1D7FF), (0x2460, 0x24FF),
)  # fmt: skip


def arbitrary_texts(seed: int, count: int) -> Iterator[str]:
    """`count` texts, most of them short, a few of 10,000 letters; the same for the same seed."""
    chance = random.Random(seed)
    makers: tuple[Callable[[random.Random], str], ...] = (
        _letters, _words, _repeated, _mixed, _command, _huge,
    )  # fmt: skip
    for _ in range(count):
        yield chance.choices(makers, (30, 35, 10, 15, 8, 2))[0](chance)


def _letters(chance: random.Random) -> str:
    low, high = chance.choice(_RANGES)
    return "".join(chr(chance.randint(low, high)) for _ in range(chance.randrange(40)))


def _words(chance: random.Random) -> str:
    return " ".join(chance.choices(_COMMON, k=chance.randint(1, 9)))


def _repeated(chance: random.Random) -> str:
    piece = chance.choice((*_COMMON, "aa", "ab", "zz", "\u0301", " ", "-", "'"))
    return piece * chance.randint(1, 60)


def _mixed(chance: random.Random) -> str:
    return chance.choice("  -_'’.,;\n\t").join(
        _letters(chance)[:6] + w for w in chance.choices(_COMMON, k=4)
    )


def _command(chance: random.Random) -> str:
    return f"{_words(chance)} {chance.choice(_COMMANDS)} {_words(chance)}"


def _huge(chance: random.Random) -> str:
    piece = chance.choice((_letters, _words, _mixed))(chance) or "x"
    return (piece * (10_000 // len(piece) + 1))[:10_000]
