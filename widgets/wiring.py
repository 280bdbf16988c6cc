"""Which pages there are. Adding one is its folder and one line in `all_pages`."""

from __future__ import annotations

from care.dispatches.office import Office
from care.mail.mailboxes import Mailboxes
from care.moments.wall import PARIS
from widgets.circle.routes import build_circle_page
from widgets.day.routes import build_day_page
from widgets.engine.page import Page
from widgets.patients.routes import build_patients_page
from widgets.sending.routes import build_sending_page
from widgets.session.routes import build_session_page
from widgets.triage.routes import build_triage_page


class NobodyTrusted:
    """The white list of a territory without mailboxes."""

    is_ready = False

    def is_trusted(self, address: str) -> bool:
        """Never."""
        return False


def all_pages(assistant: str, timezone: str = PARIS, mail: Office | None = None) -> list[Page]:
    """Every page; `assistant` is the account that keeps circles and speaks first to people, `mail`
    the mailboxes of the territory (None: it has none).
    """
    office = mail or Office(Mailboxes(), NobodyTrusted())
    return [
        build_day_page(assistant),
        build_patients_page(assistant, timezone),
        build_circle_page(assistant, timezone),
        build_triage_page(office, assistant),
        build_sending_page(office, assistant),
        build_session_page(assistant),
    ]
