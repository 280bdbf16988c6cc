"""Messages to devices rather than rooms, many at a time."""

from __future__ import annotations

import asyncio
import uuid
from collections import defaultdict

from care.matrix.http import Json, MatrixHttp, path

_DEVICES_PER_REQUEST = 100
Target = tuple[str, str]


async def send_to_devices(
    http: MatrixHttp, type_: str, messages: list[tuple[Target, Json]]
) -> None:
    """Send to each (user id, device id) its content. Raises MatrixError or Unreachable."""
    requests = []
    for start in range(0, len(messages), _DEVICES_PER_REQUEST):
        body: defaultdict[str, Json] = defaultdict(dict)
        for (user_id, device_id), content in messages[start : start + _DEVICES_PER_REQUEST]:
            body[user_id][device_id] = content
        target = path("sendToDevice", type_, uuid.uuid4().hex)
        requests.append(http.request("PUT", target, {"messages": body}))
    await asyncio.gather(*requests)
