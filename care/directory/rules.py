"""What the directory accepts: which files to believe, who may write to whom, who sees what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from care.accounts.model import Account
from care.directory.columns import MAILBOXES, SKILLS
from care.directory.model import Edition, Professional
from care.directory.national_files import UnusableFile
from care.runtime.errors import Refusal

_SMALLEST_SHARE = 0.95
_STRANGERS_ALLOWED = 0.02
_STALE_AFTER = timedelta(days=10)


def check_files_agree(missing: int, skilled: int, file: str) -> None:
    """Refuse activities that lack people whom the skills of the same day know.

    Everyone with a skill has at least one row of activity, so a file cut between two rows shows.
    """
    if missing > skilled * _STRANGERS_ALLOWED:
        raise UnusableFile("file-incomplete", file=file, missing=missing)


def check_edition(current: Edition | None, new: Edition, *, accept_smaller: bool) -> None:
    """Refuse what is empty, older than what answers now, or suspiciously smaller."""
    if not new.rows or not new.people:
        raise UnusableFile("file-empty")
    if current is None:
        return
    if new.published_at < current.published_at:
        raise UnusableFile("file-older")
    if new.rows < current.rows * _SMALLEST_SHARE and not accept_smaller:
        raise UnusableFile("file-smaller", rows=new.rows, before=current.rows)


def check_losses(before: Mapping[str, Professional], after: Mapping[str, Professional]) -> None:
    """Refuse files of skills or mailboxes that have lost too many of those who are still here."""
    both = [(before[key], after[key]) for key in before.keys() & after.keys()]
    skills = [(bool(old.skills), bool(new.skills)) for old, new in both]
    mailboxes = [(bool(old.mailboxes), bool(new.mailboxes)) for old, new in both]
    for file, had_and_has in ((SKILLS.stem, skills), (MAILBOXES.stem, mailboxes)):
        knew = sum(had for had, _ in had_and_has)
        lost = sum(had and not has for had, has in had_and_has)
        if lost > knew * (1 - _SMALLEST_SHARE):
            raise UnusableFile("file-incomplete", file=file, missing=lost)


def is_stale(edition: Edition, now: datetime) -> bool:
    """Whether the national file is too old to be shown without a word of caution."""
    return now - edition.published_at > _STALE_AFTER


def is_carer(account: Account | None) -> bool:
    """Whether `account` belongs to someone who cares; an account nobody vouched for does not."""
    return account is not None and account.kind.is_staff


def check_may_contact(asker: Account | None) -> None:
    """Refuse a relative, a patient, or an account nobody vouched for."""
    if not is_carer(asker):
        raise Refusal("contact-carers-only")


def check_not_oneself(asker: Account | None, person: Professional) -> None:
    """Refuse someone writing to themselves."""
    if asker is not None and person.rpps and asker.rpps == person.rpps:
        raise Refusal("contact-self")
