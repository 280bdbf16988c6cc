"""Two real Synapse servers that talk to each other over TLS: ours, and one without any policies."""

from __future__ import annotations

import datetime
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from care.access.people import Account
from care.access.registry_file import render_registry
from care.matrix.http import MatrixHttp
from care.runtime.secrets import read_secret
from homeserver.files import write_homeserver
from homeserver.layout import Layout
from homeserver.process import SynapseProcess
from homeserver.registration import log_in, register
from tests.ports import free_port
from tests.real.policies.conftest import Someone
from tests.real.servers import PATIENCE, small_territory


@asynccontextmanager
async def neighbours(
    folder: Path, ours: Mapping[str, Account], theirs: tuple[str, ...]
) -> AsyncIterator[dict[str, Someone]]:
    """Everybody by first name: ours with policies, theirs on a server that checks nothing."""
    names = [f"127.0.0.1:{free_port()}" for _ in range(2)]
    async with AsyncExitStack() as stack:
        everybody: dict[str, Someone] = {}
        for name, other, people in zip(names, reversed(names), (tuple(ours), theirs), strict=True):
            territory = small_territory(name, federation_allow=[other])
            policies = people != theirs
            layout = write_homeserver(
                territory, folder / name.replace(":", "-"), testing=True, policies=policies
            )
            _open_federation(layout, int(name.rpartition(":")[2]))
            if policies:
                recorded = {f"@{who}:{name}": account for who, account in ours.items()}
                layout.accounts.write_text(render_registry(recorded))
            process = SynapseProcess(layout, territory.homeserver.public_url)
            await process.start(PATIENCE)
            stack.push_async_callback(process.stop)
            for who in people:
                someone = await _enter(layout, process.url, who)
                stack.push_async_callback(someone.http.close)
                everybody[who] = someone
        yield everybody


async def _enter(layout: Layout, url: str, name: str) -> Someone:
    http = MatrixHttp(url)
    try:
        user_id = await register(http, read_secret(layout.shared_secret), name, "pw")
        session = await log_in(http, name, "pw", device_id=name.upper(), device_name="essai")
    finally:
        await http.close()
    return Someone(user_id, MatrixHttp(url, session.access_token))


def _open_federation(layout: Layout, port: int) -> None:
    """A door of its own for other servers, with a certificate that nobody vouches for."""
    content: dict[str, Any] = yaml.safe_load(layout.configuration.read_text())
    certificate, key = _write_certificate(layout.state)
    content["listeners"][0]["resources"] = [{"names": ["client", "media"], "compress": False}]
    content["listeners"].append(
        {
            "port": port,
            "bind_addresses": ["127.0.0.1"],
            "type": "http",
            "tls": True,
            "resources": [{"names": ["federation"], "compress": False}],
        }
    )
    content |= {
        "tls_certificate_path": str(certificate),
        "tls_private_key_path": str(key),
        "federation_verify_certificates": False,
        "ip_range_blacklist": [],
    }
    layout.configuration.write_text(yaml.safe_dump(content))


def _write_certificate(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    start = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + datetime.timedelta(days=30))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    paths = folder / "federation.crt", folder / "federation.key"
    paths[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return paths
