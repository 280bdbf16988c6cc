"""Pages in a process that can be killed: `python -m … FOLDER PORT`."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from tests.widgets.house import open_house
from widgets.engine.shell import load_shell


async def _serve(folder: Path, port: int) -> None:
    async with open_house(folder, shell=load_shell(), port=port):
        (folder / "ready").touch()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve(Path(sys.argv[1]), int(sys.argv[2])))
