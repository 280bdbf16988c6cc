"""Finding who somebody means among those who have an account, with two thumbs and a typo."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import OSA
from sqlalchemy import Connection

from care.accounts.model import Account
from care.accounts.store import account_of, load_accounts
from care.directory.spelling import words

_SHORTEST_TYPO = 5
_MOST = 6


@dataclass(frozen=True, slots=True)
class Meant:
    """Who may be meant by `typed`: one, several to choose from, or nobody.

    `is_sure`: to the letter, or by its beginning. A slip of the thumb is never enough to let
    somebody in: a person confirms.
    """

    typed: str
    accounts: tuple[Account, ...]
    is_sure: bool = True

    @property
    def account(self) -> Account | None:
        """The one who is surely meant."""
        return self.accounts[0] if self.is_sure and len(self.accounts) == 1 else None


def find_meant(connection: Connection, typed: str) -> Meant:
    """Who is meant by a Matrix id, or by words of a name; titles and professions may be added."""
    bare = typed.strip()
    if bare.startswith("@") and ":" in bare:
        account = account_of(connection, bare)
        return Meant(bare, (account,) if account else ())
    sought = [word for word in words(bare) if word not in {"dr", "docteur", "mme", "m", "pr"}]
    if not sought:
        return Meant(bare, ())
    scored = [(_score(sought, account), account) for account in load_accounts(connection)]
    best = max((score for score, _ in scored), default=0.0)
    if best <= 0:
        return Meant(bare, ())
    found = [account for score, account in scored if score >= best - 1e-9]
    is_sure = all(_is_written(sought, account) for account in found)
    return Meant(bare, tuple(found[:_MOST]), is_sure)


def _score(sought: list[str], account: Account) -> float:
    """0 unless every word is found in what the account shows."""
    name, _, rest = account.display_name.partition(" – ")
    known = [(word, 1.0) for word in words(name)] + [(word, 0.4) for word in words(rest)]
    total = 0.0
    for word in sought:
        best = max((weight * _likeness(word, other) for other, weight in known), default=0.0)
        if best == 0:
            return 0
        total += best
    return total / len(sought) if any(_is_in(word, name) for word in sought) else 0


def _is_written(sought: list[str], account: Account) -> bool:
    """Whether all was typed as it is written, as far as it goes."""
    known = words(account.display_name)
    return all(any(word.startswith(typed) for word in known) for typed in sought)


def _is_in(typed: str, name: str) -> bool:
    return any(_likeness(typed, word) > 0 for word in words(name))


def _likeness(typed: str, known: str) -> float:
    if typed == known:
        return 1
    if known.startswith(typed) and len(typed) >= 3:
        return 0.8
    if len(typed) >= _SHORTEST_TYPO and OSA.distance(typed, known, score_cutoff=1) <= 1:
        return 0.7
    return 0
