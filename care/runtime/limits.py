"""How often one may ask: a bucket of tokens for each, that fills as time goes by."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

_MOST_KNOWN = 10_000


@dataclass
class _Bucket:
    tokens: float
    at: float


class Limits:
    """`per_second` in the long run, `burst` at once; remembers the last ten thousand who asked."""

    def __init__(self, per_second: float, burst: int, now: Callable[[], float] = monotonic) -> None:
        self._rate, self._burst, self._now = per_second, burst, now
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def take(self, who: str) -> float:
        """Zero when `who` may ask now, else the seconds to wait; waiting costs nothing."""
        now = self._now()
        bucket = self._buckets.pop(who, None) or _Bucket(self._burst, now)
        self._buckets[who] = bucket
        if len(self._buckets) > _MOST_KNOWN:
            self._buckets.popitem(last=False)
        bucket.tokens = min(self._burst, bucket.tokens + (now - bucket.at) * self._rate)
        bucket.at = now
        if bucket.tokens < 1:
            return (1 - bucket.tokens) / self._rate
        bucket.tokens -= 1
        return 0.0
