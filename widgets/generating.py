"""Writes the TypeScript that is made from Python: `python -m widgets.generating`."""

from __future__ import annotations

from pathlib import Path

from widgets.engine import view
from widgets.engine.texts_typescript import render_texts
from widgets.engine.typescript import render_calls, render_models
from widgets.wiring import all_pages

_WIDGETS = Path(__file__).resolve().parent
GENERATED = _WIDGETS / "frontend" / "src" / "generated"
_ENGINE = (
    view.ProblemView,
    view.ConfigurationView,
    view.LinkForm,
    view.WidgetForm,
    view.ChallengeView,
    view.ResumeForm,
    view.EntryView,
    view.WatchForm,
    view.EditsForm,
    view.EditsView,
)


def render() -> dict[str, str]:
    """The text of each file, by its name."""
    pages = all_pages("@a:b")
    models = {m.__name__: m for m in _ENGINE}
    for page in pages:
        for call in page.calls.values():
            models |= {call.form.__name__: call.form, call.view.__name__: call.view}
    catalogues = sorted(_WIDGETS.glob("*/page.ftl"))
    return {
        "models.ts": render_models(list(models.values())),
        "calls.ts": render_calls(pages),
        "texts.ts": render_texts(catalogues),
    }


def main() -> None:
    """Write what changed."""
    GENERATED.mkdir(parents=True, exist_ok=True)
    for name, text in render().items():
        (GENERATED / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
