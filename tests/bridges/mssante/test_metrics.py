"""Metrics tell mailboxes apart by rank: no address can be in them."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

from bridges.mssante import metrics


def test_labels_are_ranks_and_ways_only() -> None:
    kinds = (Counter, Gauge, Histogram)
    found = [one for one in vars(metrics).values() if isinstance(one, kinds)]
    assert len(found) >= 9
    assert {label for one in found for label in one._labelnames} == {"mailbox", "way"}
