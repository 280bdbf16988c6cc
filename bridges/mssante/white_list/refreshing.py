"""Fetches the list from time to time; whatever goes wrong, the last good one goes on serving."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import structlog
from prometheus_client import Gauge

from bridges.mssante.back_off import mail_pause
from bridges.mssante.white_list.document import LONGEST
from bridges.mssante.white_list.shelf import WhiteListShelf
from care.directory.national_files import UnusableFile
from care.directory.sources.web import AnsweredBadly, Unreachable, Web
from care.runtime.clock import Clock
from care.runtime.errors import Refusal
from care.runtime.logs import incident_number, where
from care.runtime.mail_settings import WhiteListSource

GENERATED = Gauge("cercle_white_list_generated_seconds", "When the white list was made")
FAILING = Gauge("cercle_white_list_failing", "Whether the last refresh failed")
_log = structlog.get_logger()


@dataclass(frozen=True)
class WhiteListRefresh:
    """Where the list comes from; relative paths are those of `folder`."""

    source: WhiteListSource
    folder: Path
    shelf: WhiteListShelf
    clock: Clock

    def run(self) -> str | None:
        """Fetch and take the list; why it was not taken (a reason's key), or None."""
        try:
            taken = self.shelf.offer(self._fetch(), self.clock.now())
        except (Refusal, UnusableFile) as refused:
            reason = refused.reason
        except (OSError, AnsweredBadly, Unreachable):
            reason = "white-list-unreachable"
        else:
            GENERATED.set(taken.generated_at.timestamp())
            FAILING.set(0)
            return None
        FAILING.set(1)
        _log.warning("white_list_refused", reason=reason)
        return reason

    async def keep_fresh(self) -> None:
        """Refresh for ever: at the pace that the settings give, sooner after a failure."""
        failures = 0
        while True:
            try:
                reason = await asyncio.to_thread(self.run)
            # The boundary of this wing: a bug costs one refresh.
            except Exception as bug:
                _log.error("white_list_broken", incident=incident_number(), **where(bug))
                reason = "white-list-unreadable"
            failures = failures + 1 if reason else 0
            usual = timedelta(hours=self.source.hours)
            pause = min(usual, mail_pause(failures, 0.5)) if reason else usual
            await asyncio.sleep(pause.total_seconds())

    def _fetch(self) -> bytes:
        if self.source.file is not None:
            with (self.folder / self.source.file).open("rb") as file:
                return file.read(LONGEST + 1)
        ca_file = self.source.ca_file and self.folder / self.source.ca_file
        with Web(ca_file).get(str(self.source.url), {}) as answer:
            return answer.read(LONGEST + 1)
