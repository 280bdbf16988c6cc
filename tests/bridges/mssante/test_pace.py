"""The defaults are for real operators."""

from __future__ import annotations

from bridges.mssante.pace import Pace


def test_a_silent_wait_ends_before_the_server_hangs_up_and_the_proof_has_time() -> None:
    pace = Pace()
    assert pace.idle < 29 * 60  # RFC 2177
    assert pace.doubt.total_seconds() > 2 * pace.patience
    assert pace.batch_bytes < pace.longest
