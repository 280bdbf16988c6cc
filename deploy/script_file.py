"""Reads the one file in which an administrator wrote an assistant."""

from __future__ import annotations

import importlib.util
import sys
import traceback
from pathlib import Path

from bots.engine.script import ScriptBot
from care.runtime.errors import SettingsError
from deploy.words import say

_MODULE = "cercle_script"


def load_script(path: Path) -> ScriptBot:
    """The assistant in `path`. Raises SettingsError when there is not exactly one, or on a bug."""
    if not path.is_file():
        raise SettingsError(say("bot-no-file", file=str(path)))
    found = {id(value): value for value in _run(path).values() if isinstance(value, ScriptBot)}
    if len(found) != 1:
        raise SettingsError(say("bot-none", file=path.name))
    (bot,) = found.values()
    return bot


def _run(path: Path) -> dict[str, object]:
    spec = importlib.util.spec_from_file_location(_MODULE, path)
    if spec is None or spec.loader is None:
        raise SettingsError(say("bot-no-file", file=str(path)))
    module = importlib.util.module_from_spec(spec)
    sys.modules[_MODULE] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # whatever the administrator wrote: told with its line
        raise SettingsError(say("bot-broken", file=path.name, why=_why(error, path))) from None
    return vars(module)


def _why(error: Exception, path: Path) -> str:
    line = error.lineno if isinstance(error, SyntaxError) else _last_line(error, path)
    return f"{type(error).__name__}, ligne {line} : {error}"


def _last_line(error: Exception, path: Path) -> int | None:
    frames = traceback.extract_tb(error.__traceback__)
    inside = [frame.lineno for frame in frames if Path(frame.filename) == path]
    return inside[-1] if inside else None
