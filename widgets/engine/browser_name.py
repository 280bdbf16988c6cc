"""Which browser it is, in the words people know it by: `Firefox – Android`."""

from __future__ import annotations

# The first that is found: many browsers also give the names of those that came before them.
_BROWSERS = (
    ("Element", "Element"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("FxiOS", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)
UNKNOWN = "?"


def browser_name(user_agent: str) -> str:
    """What to call the browser that says `user_agent` of itself."""
    found = [
        next((name for sign, name in known if sign in user_agent), "")
        for known in (_BROWSERS, _SYSTEMS)
    ]
    return " – ".join(name for name in found if name) or UNKNOWN
