"""Makes Synapse's own in-process harness importable before the tests here are read."""

from __future__ import annotations

import sys

from tests.policies.fetch_harness import ensure_harness

sys.path.append(str(ensure_harness()))
