"""A room is replaced by one of another version, as an operator's tool does."""

from __future__ import annotations

import json

from care.matrix.disk import AccountFiles
from care.matrix.http import MatrixHttp, path


async def upgrade_room(url: str, files: AccountFiles, room: str) -> str:
    """Replace `room` in the name of the account of `files`, whose client may be closed.

    Returns the new room.
    """
    token = json.loads(files.device.read_text(encoding="utf-8"))["access_token"]
    http = MatrixHttp(url, token)
    try:
        target = path("rooms", room, "upgrade")
        answer = await http.request("POST", target, {"new_version": "12"})
    finally:
        await http.close()
    return str(answer["replacement_room"])
