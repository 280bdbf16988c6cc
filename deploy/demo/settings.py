"""The demonstration's own `territory.toml`, for the ports it was given."""

from __future__ import annotations

from pathlib import Path
from string import Template

from bridges.mssante.embedded.signed_list import SIGNER
from care.runtime.secrets import write_secret
from care.runtime.settings import Territory
from deploy.demo.correspondents import PRACTICE
from deploy.demo.ports import Ports
from deploy.state import TerritoryFolder

_TEMPLATE = Template(Path(__file__).with_name("territory.toml").read_text(encoding="utf-8"))


def write_settings(folder: TerritoryFolder, ports: Ports, directory: Path) -> Territory:
    """Write the file for these ports, `directory` being where the national files are; read it."""
    text = _TEMPLATE.substitute(
        homeserver=ports.homeserver,
        web=ports.web,
        metrics=ports.metrics,
        directory=str(directory.resolve()),
        imap=ports.imap,
        smtp=ports.smtp,
        practice=PRACTICE,
        signer=SIGNER,
    )
    write_secret(folder.settings, text)
    return folder.load()
