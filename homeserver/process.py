"""Synapse, started, watched until it answers, and stopped."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import aiohttp

from care.runtime.errors import PermanentFailure
from homeserver.layout import REPOSITORY, Layout
from homeserver.stray import stop_stray

_POLL = 0.05
_LAST_LINES = 15


class StartFailure(PermanentFailure):
    """Synapse did not come up; the message ends with the last lines it wrote."""


class SynapseProcess:
    """One Synapse process, from the files in `layout`, answering on `url`.

    Bound to no event loop: it may be started in one and stopped in another.
    """

    def __init__(self, layout: Layout, url: str, python: Path | None = None) -> None:
        self.layout = layout
        self.url = url.rstrip("/")
        self._python = str(python or sys.executable)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The number of the running process."""
        return self._process.pid if self.running and self._process else None

    @property
    def running(self) -> bool:
        """Whether the process is alive."""
        return self._process is not None and self._process.poll() is None

    async def start(self, deadline: float = 60.0) -> None:
        """Start, and return once `/health` answers.

        Raises StartFailure when the process ends or `deadline` seconds pass before that.
        """
        await asyncio.to_thread(stop_stray, self.layout)
        self._process = self._launch()
        self.layout.pid.write_text(str(self._process.pid))
        try:
            async with asyncio.timeout(deadline):
                await self._wait_healthy()
        except TimeoutError:
            await self.stop()
            raise StartFailure(self._story(f"pas de réponse en {deadline:.0f} s")) from None
        except BaseException:
            await self.stop()
            raise

    async def stop(self, patience: float = 10.0) -> None:
        """End it: politely, then after `patience` seconds for good."""
        if self._process is None:
            return
        await _end(self._process, patience)
        self._process = None
        self.layout.pid.unlink(missing_ok=True)

    async def restart(self, deadline: float = 60.0) -> None:
        """Stop, then start with the same files."""
        await self.stop()
        await self.start(deadline)

    def _launch(self) -> subprocess.Popen[bytes]:
        paths = [str(REPOSITORY), os.environ.get("PYTHONPATH", "")]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
        command = [self._python, "-m", "synapse.app.homeserver", "--no-secrets-in-config"]
        with self.layout.console.open("wb") as console:
            self.layout.console.chmod(0o600)
            return subprocess.Popen(  # noqa: S603
                [*command, "-c", str(self.layout.configuration)],
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=subprocess.STDOUT,
                cwd=self.layout.state,
                env=environment,
                # Ctrl-C in the terminal is for whoever started us; we are stopped in order.
                start_new_session=True,
            )

    async def _wait_healthy(self) -> None:
        async with aiohttp.ClientSession() as session:
            while self.running:
                if await _healthy(session, self.url):
                    return
                await asyncio.sleep(_POLL)
        raise StartFailure(self._story("le processus s’est arrêté"))

    def _story(self, reason: str) -> str:
        lines = [line for file in (self.layout.console, self.layout.log) for line in _tail(file)]
        return "\n".join([f"Synapse n’a pas démarré : {reason}", *lines])


async def _end(process: subprocess.Popen[bytes], patience: float) -> None:
    process.terminate()
    for _ in range(int(patience / _POLL)):
        if process.poll() is not None:
            return
        await asyncio.sleep(_POLL)
    process.kill()
    process.wait()


async def _healthy(session: aiohttp.ClientSession, url: str) -> bool:
    try:
        async with session.get(f"{url}/health", timeout=aiohttp.ClientTimeout(total=2)) as answer:
            return answer.status == 200
    except (aiohttp.ClientError, TimeoutError):
        return False


def _tail(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()[-_LAST_LINES:]
    except OSError:
        return []
