"""HTTPS towards a national server: its authority pinned, its redirections watched."""

from __future__ import annotations

import http.client
import ipaddress
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from care.directory.national_files import UnusableFile

Response = http.client.HTTPResponse
PATIENCE = 30.0
_AGENT = "Cercle"


class AnsweredBadly(Exception):
    """The server answered with this HTTP `status`; `wait` is its Retry-After, in seconds."""

    def __init__(self, status: int, wait: float | None = None) -> None:
        super().__init__(str(status))
        self.status = status
        self.wait = wait


class Unreachable(Exception):
    """No answer, or one that broke off."""


class Web:
    """Requests to servers whose certificate `ca_file` vouches for; public authorities if None."""

    def __init__(self, ca_file: Path | None = None, patience: float = PATIENCE) -> None:
        self._context = pinned_context(ca_file)
        self._patience = patience

    @contextmanager
    def get(self, url: str, headers: Mapping[str, str]) -> Iterator[Response]:
        """The answer to GET `url`, open during the block.

        Raises AnsweredBadly for a status of 300 and above, Unreachable, and UnusableFile
        when the address or the certificate cannot be trusted.
        """
        check_address(url)
        request = urllib.request.Request(url, headers={"User-Agent": _AGENT, **headers})  # noqa: S310
        try:
            with self._opener(url).open(request, timeout=self._patience) as response:
                yield response
        except urllib.error.HTTPError as error:
            error.close()
            raise AnsweredBadly(error.code, _seconds(error.headers.get("Retry-After"))) from None
        except urllib.error.URLError as error:
            if isinstance(error.reason, ssl.SSLCertVerificationError):
                raise UnusableFile("source-certificate", host=host_of(url)) from None
            raise Unreachable(type(error.reason).__name__) from None
        except (http.client.HTTPException, TimeoutError, ConnectionError, ssl.SSLError) as error:
            raise Unreachable(type(error).__name__) from None

    def _opener(self, url: str) -> urllib.request.OpenerDirector:
        handlers: list[urllib.request.BaseHandler] = [
            urllib.request.HTTPSHandler(context=self._context),
            _SafeRedirects(),
        ]
        if is_loopback(host_of(url)):
            handlers.append(urllib.request.ProxyHandler({}))
        return urllib.request.build_opener(*handlers)


def pinned_context(ca_file: Path | None) -> ssl.SSLContext:
    """TLS 1.2 or later. With a `ca_file`, its authorities are trusted and no other.

    Raises UnusableFile when it cannot be read: the national root is in no public store.
    """
    try:
        context = ssl.create_default_context(cafile=None if ca_file is None else str(ca_file))
    except (OSError, ssl.SSLError):
        raise UnusableFile("source-ca-file", file=ca_file.name if ca_file else "") from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def check_address(url: str) -> None:
    """Refuse what is not HTTPS, but for this machine itself. Raises UnusableFile."""
    parts = urlsplit(url)
    local = parts.scheme == "http" and is_loopback(host_of(url))
    if not parts.hostname or not (parts.scheme == "https" or local):
        raise UnusableFile("source-not-https", host=host_of(url))


def origin_of(url: str) -> tuple[str, str, int | None]:
    """Scheme, host and port: what must be equal for a link to lead to the same server."""
    parts = urlsplit(url)
    return (
        parts.scheme,
        parts.hostname or "",
        parts.port or {"https": 443, "http": 80}.get(parts.scheme),
    )


def host_of(url: str) -> str:
    """The host in `url`; empty when there is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def is_loopback(host: str) -> bool:
    """Whether `host` is this machine."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class _SafeRedirects(urllib.request.HTTPRedirectHandler):
    """Follows a redirection to HTTPS only, and never takes a key along to another server."""

    def redirect_request(
        self, req: urllib.request.Request, *args: object, **kwargs: object
    ) -> urllib.request.Request | None:
        target = str(kwargs.get("newurl", args[-1]))
        check_address(target)
        followed = super().redirect_request(req, *args, **kwargs)  # type: ignore[arg-type]
        if followed is not None and origin_of(target) != origin_of(req.full_url):
            followed.headers = {
                name: value for name, value in followed.headers.items() if "key" not in name.lower()
            }
        return followed


def _seconds(header: str | None) -> float | None:
    return float(header) if header is not None and header.strip().isdigit() else None
