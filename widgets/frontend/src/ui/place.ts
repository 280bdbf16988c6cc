/** What the address says: which page, of what, and who shows it. */

import { secretIn } from "../engine/entering.ts";

export interface Place {
  readonly page: string;
  readonly id: string | null;
  readonly secret: string | null;
  readonly widgetId: string | null;
  readonly parentUrl: string;
  readonly room: string;
  readonly theme: string;
}

export function placeOf(location: Pick<Location, "pathname" | "search" | "hash">): Place {
  const [, , page = "", id = null] = location.pathname.split("/");
  const search = new URLSearchParams(location.search);
  // Element adds its own two to the query; what is personal comes after the hash (MSC2871).
  const personal = new URLSearchParams(location.hash.replace(/^#\/?\??/, ""));
  return {
    page,
    id,
    secret: secretIn(location.hash),
    widgetId: search.get("widgetId"),
    parentUrl: search.get("parentUrl") ?? "",
    room: personal.get("roomId") ?? "",
    theme: personal.get("theme") ?? "",
  };
}
