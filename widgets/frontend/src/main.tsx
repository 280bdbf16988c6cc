/** Starts the page that the address names, inside Element or by itself. */

import "./style/tokens.css";
import "./style/base.css";
import { render } from "preact";
import { keepOffline } from "./engine/offline.ts";
import { followTheme } from "./engine/theme.ts";
import { loadPage } from "./pages/all.ts";
import { App } from "./ui/app.tsx";
import { placeOf } from "./ui/place.ts";

const place = placeOf(location);
followTheme(place.theme);
// The secret of a link must stay neither in the address nor in the history.
if (place.secret !== null) history.replaceState(null, "", location.pathname);
void loadPage(place.page).catch(() => undefined); // the page says it
const root = document.getElementById("page");
if (root !== null) render(<App place={place} />, root);
if (place.widgetId === null) void keepOffline().catch(() => undefined);
