"""Element's own half of the widget API (matrix-widget-api), around our page as Element does it."""

from __future__ import annotations

from pathlib import Path

from tests.real.js.install import install
from tests.widgets.node import FRONT_END, run_node

HERE = Path(__file__).resolve().parent
_BUNDLE = """
  const { rolldown } = await import(process.argv[1]);
  const bundle = await rolldown({ input: "entry", plugins: [{
    name: "entry",
    resolveId: (id) => (id === "entry" ? id : null),
    load: (id) => id !== "entry" ? null :
      `export { ClientWidgetApi, Widget, WidgetDriver } from ${JSON.stringify(process.argv[2])};`,
  }] });
  const made = await bundle.generate({ format: "esm" });
  process.stdout.write(made.output[0].code);
"""
PAGE = """<!doctype html><title>element</title><body><script type="module">
import { ClientWidgetApi, Widget, WidgetDriver } from "/host.js";
class Driver extends WidgetDriver {
  async validateCapabilities() { return new Set(); }
  askOpenID(observer) {
    observer.update({ state: "request" });
    globalThis.allow = async () => observer.update({ state: "allowed", token: await openid() });
    globalThis.block = () => observer.update({ state: "blocked" });
  }
}
const given = JSON.parse(decodeURIComponent(location.hash.slice(1)));
const widget = new Widget({
  id: "cercle", type: "m.custom", creatorUserId: "@a:b",
  url: given.url, waitForIframeLoad: given.waits,
});
const url = new URL(widget.getCompleteUrl({
  widgetRoomId: given.room, currentUserId: given.user,
  userDisplayName: "x", clientTheme: given.theme,
}));
url.searchParams.set("widgetId", widget.id);
url.searchParams.set("parentUrl", given.claims ?? location.href.split("#")[0]);
const frame = document.createElement("iframe");
frame.style = "width: 100%; height: 90vh";
frame.sandbox = "allow-forms allow-popups allow-same-origin allow-scripts allow-downloads";
frame.src = url.href;
document.body.append(frame);
globalThis.api = new ClientWidgetApi(widget, frame, new Driver());
</script>"""


def element_files() -> dict[str, tuple[str, str]]:
    """The files of a site that shows a widget."""
    install(HERE)
    rolldown = FRONT_END / "node_modules" / "rolldown" / "dist" / "index.mjs"
    library = HERE / "node_modules" / "matrix-widget-api" / "lib" / "index.js"
    code = run_node(_BUNDLE, rolldown.as_uri(), str(library))
    return {"/": ("text/html", PAGE), "/host.js": ("text/javascript", code)}
