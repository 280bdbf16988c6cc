"""Forgetting the keys of a room that is gone: old copies of the server stay closed for us too."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from care.matrix.disk import AccountFiles
from care.matrix.http import MatrixError, MatrixHttp, path

_WAIT_SECONDS = 30


async def forget_room_keys(http: MatrixHttp, files: AccountFiles, room_id: str) -> None:
    """Take the keys of `room_id` out of the account's files and of its backup; idempotent.

    The session that serves the account may hold some in memory until it is started again.
    """
    _forget_here(files, room_id)
    try:
        current = await http.request("GET", path("room_keys", "version"))
    except MatrixError as error:
        if error.status == 404:
            return
        raise
    query = {"version": str(current["version"])}
    await http.request("DELETE", path("room_keys", "keys", room_id), query=query)


def _forget_here(files: AccountFiles, room_id: str) -> None:
    connection = sqlite3.connect(
        f"file:{files.crypto}?mode=rw", uri=True, isolation_level=None, timeout=_WAIT_SECONDS
    )
    with closing(connection):
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "DELETE FROM heard WHERE EXISTS (SELECT 1 FROM megolm WHERE megolm.room_id = ?"
            " AND megolm.session_id = heard.session_id AND megolm.sender_key = heard.sender_key)",
            (room_id,),
        )
        connection.execute("DELETE FROM megolm WHERE room_id = ?", (room_id,))
        connection.execute("COMMIT")
