"""Bringing two people together in a conversation of their own, or inviting who is not here yet."""

from __future__ import annotations

from itertools import count

from care.accounts.model import Account
from care.accounts.store import account_by_rpps
from care.directory.answers import Conversation, Invitation
from care.directory.dialogue import Asker
from care.directory.index import show_name
from care.directory.model import Professional
from care.directory.rules import is_carer
from care.directory.store import is_conversation_known, open_conversation
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork


def check_reachable(work: UnitOfWork, person: Professional) -> Account | None:
    """The account by which `person` may be written to; None when there is none."""
    account = account_by_rpps(work.connection, person.rpps) if person.rpps else None
    return account if is_carer(account) else None


def invite(person: Professional, sender: Account | None) -> Invitation:
    """What `sender` may send to someone who has no account."""
    return Invitation(show_name(person), person.mailboxes, sender.display_name if sender else "")


def bring_together(
    work: UnitOfWork, asker: Asker, other: Account, person: Professional, *, fresh: bool = False
) -> Conversation:
    """The latest conversation of both; with `fresh`, another one, for who has left it for good."""
    if other.user_id == asker.user_id:
        raise Refusal("contact-self")
    pair = "\n".join(sorted((asker.user_id, other.user_id)))
    key = _next_key(work, pair) if fresh else _latest_key(work, pair)
    opened = open_conversation(work.connection, key, work.now)
    return Conversation(key, (asker.user_id, other.user_id), show_name(person), not opened)


def _latest_key(work: UnitOfWork, pair: str) -> str:
    latest = _key(work, pair, 0)
    for rank in count(1):
        following = _key(work, pair, rank)
        if not is_conversation_known(work.connection, following):
            break
        latest = following
    return latest


def _next_key(work: UnitOfWork, pair: str) -> str:
    keys = (_key(work, pair, rank) for rank in count())
    return next(key for key in keys if not is_conversation_known(work.connection, key))


def _key(work: UnitOfWork, pair: str, rank: int) -> str:
    whole = f"{pair}\n{rank}" if rank else pair
    return work.keys.blind(whole, "directory.conversation")
