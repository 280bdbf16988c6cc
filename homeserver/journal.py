"""What Synapse may write down: that something is wrong, never who said what."""

from __future__ import annotations

from typing import Any

from homeserver.layout import Layout


def render_log_configuration(layout: Layout) -> dict[str, Any]:
    """Python's `logging` configuration (dictConfig, version 1) for Synapse.

    Warnings only: at lower levels Synapse writes addresses, room ids and request lines.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
        },
        "handlers": {
            "file": {
                "class": "logging.handlers.RotatingFileHandler",
                "formatter": "line",
                "filename": str(layout.log),
                "maxBytes": 5_000_000,
                "backupCount": 4,
                "encoding": "utf-8",
            },
        },
        "root": {"level": "WARNING", "handlers": ["file"]},
        "loggers": {
            "synapse.access": {"level": "ERROR"},
            "synapse.storage.SQL": {"level": "ERROR"},
            "twisted": {"level": "ERROR"},
        },
    }
