"""The files that browsers load: built once, held in memory, compressed in advance."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from care.runtime.errors import SettingsError

BUILT = Path(__file__).resolve().parent.parent / "frontend" / "dist"
_INDEX = "index.html"
_FOREVER = "public, max-age=31536000, immutable"
_TYPES = {".webmanifest": "application/manifest+json", ".js": "text/javascript",
          ".mjs": "text/javascript"}  # fmt: skip


@dataclass(frozen=True)
class BuiltFile:
    """One file as it is sent. `packed` is empty for what does not get smaller."""

    body: bytes
    packed: bytes
    content_type: str
    tag: str
    lasts: str


class Shell:
    """The files of one build, by their path."""

    def __init__(self, files: Mapping[str, BuiltFile]) -> None:
        self._files = files

    async def page(self, request: web.Request) -> web.Response:
        """Any page: the same document, that finds out which by its address."""
        return self._send(request, _INDEX)

    async def file(self, request: web.Request) -> web.Response:
        """A file of the build."""
        return self._send(request, request.match_info["path"])

    def _send(self, request: web.Request, path: str) -> web.Response:
        file = self._files.get(path)
        if file is None:
            raise web.HTTPNotFound
        headers = {"Cache-Control": file.lasts, "ETag": file.tag, "Vary": "Accept-Encoding"}
        if file.tag in request.headers.get("If-None-Match", ""):
            return web.Response(status=304, headers=headers)
        body = file.body
        if file.packed and "gzip" in request.headers.get("Accept-Encoding", ""):
            body, headers["Content-Encoding"] = file.packed, "gzip"
        charset = "utf-8" if file.packed else None
        return web.Response(
            body=body, content_type=file.content_type, charset=charset, headers=headers
        )


def load_shell(folder: Path = BUILT) -> Shell:
    """The build in `folder`. Raises SettingsError when there is none."""
    if not (folder / _INDEX).is_file():
        raise SettingsError(
            "Les pages ne sont pas construites : lancez « make setup », puis recommencez."
        )
    files = [path for path in folder.rglob("*") if path.is_file()]
    return Shell({path.relative_to(folder).as_posix(): _load(path, folder) for path in files})


def _load(path: Path, folder: Path) -> BuiltFile:
    body = path.read_bytes()
    content_type = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "text/plain"
    packed = b"" if content_type == "image/png" else gzip.compress(body, 9, mtime=0)
    tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    hashed = path.relative_to(folder).parts[0] == "assets"
    return BuiltFile(body, packed, content_type, tag, _FOREVER if hashed else "no-cache")
