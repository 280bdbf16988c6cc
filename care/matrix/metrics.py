"""What an operator watches: counts and delays per bot account, never a room, a person or a word."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

RECEIVED = Counter("cercle_messages_received", "Messages taken into the inbox", ["account"])
HANDLED = Counter("cercle_messages_handled", "Messages handled", ["account"])
FAILED = Counter("cercle_messages_failed", "Messages whose handling was a bug", ["account"])
REFUSED = Counter("cercle_messages_refused", "Messages from devices not listened to", ["account"])
UNREADABLE = Gauge("cercle_messages_unreadable", "Messages waiting for a key", ["account"])
SENT = Counter("cercle_outbox_sent", "Messages sent", ["account"])
DROPPED = Counter("cercle_outbox_failed", "Messages refused for good by the server", ["account"])
ANSWER_SECONDS = Histogram(
    "cercle_answer_seconds",
    "From the server's receipt of a message to the end of its handling",
    ["account"],
    buckets=(0.05, 0.1, 0.2, 0.5, 1, 2, 5, 15, 60, 300),
)
LAST_SYNC = Gauge(
    "cercle_last_sync_timestamp_seconds", "When the server last answered", ["account"]
)
ONE_TIME_KEYS = Gauge("cercle_one_time_keys", "One-time keys left on the server", ["account"])
CANARY_SECONDS = Gauge(
    "cercle_canary_seconds", "Round trip of the last canary message", ["account"]
)
CANARY_LATE = Gauge(
    "cercle_canary_late", "1 when the last canary message got no answer", ["account"]
)
