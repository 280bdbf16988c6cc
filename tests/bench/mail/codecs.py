"""What it costs to understand documents, beside a bare parse of the same bytes by lxml.

`python -m tests.bench.mail.codecs WHAT PEER ROUNDS` prints documents a second and the peak in MB.
"""

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from care.standards.cda.reader import read_cda
from care.standards.rfc5322.addresses import Mailbox
from care.standards.rfc5322.parser import parse_mail
from care.standards.xdm.reader import read_xdm
from deploy.demo.circle import demo_patient
from deploy.demo.laboratory import write_result_mail
from tests.bench.results import Sheet
from tests.bench.setup import ROOT

OURS, BARE = "Cercle", "lxml alone"
CDA, XDM = "Reading clinical documents", "Reading archives with their documents"
_SAMPLES = ROOT.parent / "shared" / "data" / "cda"


def documents() -> list[bytes]:
    """The national samples where they are, and the demonstration's result."""
    found = [one.read_bytes() for one in sorted(_SAMPLES.glob("*.xml"))]
    return [*found, *(content for content in _files(archive()) if b"<ClinicalDocument" in content)]


def archive() -> bytes:
    """An IHE_XDM.ZIP."""
    who = Mailbox("labo@biologie.mssante.example", "Laboratoire")
    mail = write_result_mail(demo_patient(), who, who, datetime(2026, 11, 20, 9, tzinfo=UTC))
    return parse_mail(mail).attachments[0].content


def _files(raw: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as opened:
        return [opened.read(name) for name in opened.namelist()]


def _bare(source: bytes) -> object:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(source, parser)


def _bare_archive(raw: bytes) -> object:
    return [_bare(one) for one in _files(raw) if one.lstrip().startswith(b"<?xml")]


def _ours_archive(raw: bytes) -> object:
    return [read_cda(one.file.content) for one in read_xdm(raw).documents if one.file is not None]


_READERS: dict[tuple[str, str], Callable[[bytes], object]] = {
    (CDA, OURS): read_cda,
    (CDA, BARE): _bare,
    (XDM, OURS): _ours_archive,
    (XDM, BARE): _bare_archive,
}


def measure(sheet: Sheet, rounds: int) -> None:
    """Each in a process of its own, so that its peak is its own."""
    for what in (CDA, XDM):
        for peer in (OURS, BARE):
            command = [sys.executable, "-m", "tests.bench.mail.codecs", what, peer, str(rounds)]
            ran = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
            rate, size, peak = (float(word) for word in ran.stdout.split())
            sheet.add(what, peer, "", documents_per_s=rate, MB_per_s=size, peak_MB=peak)


def _main(what: str, peer: str, rounds: int) -> None:
    sources = documents() if what == CDA else [archive()] * 10
    read = _READERS[what, peer]
    for source in sources:
        read(source)  # what is loaded once is loaded
    begun = time.perf_counter()
    for _ in range(rounds):
        for source in sources:
            read(source)
    taken = time.perf_counter() - begun
    count, size = rounds * len(sources), rounds * sum(map(len, sources)) / 1_000_000
    print(count / taken, size / taken, _peak())


def _peak() -> float:
    line = next(
        line
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        if line.startswith("VmHWM")
    )
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    _main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
