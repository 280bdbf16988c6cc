/** Which pages there are. Adding one is its folder and one line here. */

import type { FunctionComponent } from "preact";
import type { Key } from "../engine/text.ts";
import type { TEXTS } from "../generated/texts.ts";
import type { Here } from "../ui/hooks.ts";
import "../style/circles.css";

export interface PageProps {
  readonly here: Here;
  readonly id: string | null;
}

/** The key of a sentence without facts. */
type PlainKey = { [K in Key]: Parameters<(typeof TEXTS)[K]> extends [] ? K : never }[Key];

export type Page = FunctionComponent<PageProps>;

/** The code of each comes when it is first shown: one page more costs the others nothing. */
const PAGES: ReadonlyMap<string, () => Promise<Page>> = new Map<string, () => Promise<Page>>([
  ["day", async () => (await import("./day/page.tsx")).DayPage],
  ["patients", async () => (await import("./patients/page.tsx")).PatientsPage],
  ["circle", async () => (await import("./circle/page.tsx")).CirclePage],
  ["triage", async () => (await import("./triage/page.tsx")).TriagePage],
  ["sending", async () => (await import("./sending/page.tsx")).SendingPage],
  ["session", async () => (await import("./session/page.tsx")).SessionPage],
]);
const asked = new Map<string, Promise<Page | null>>();

/** The page of this name, null when there is none; fails when the network does. */
export function loadPage(name: string): Promise<Page | null> {
  const known = asked.get(name);
  if (known !== undefined) return known;
  const loading = PAGES.get(name)?.() ?? Promise.resolve(null);
  asked.set(name, loading);
  return loading;
}

/** The pages that one goes to from any other, and what they are called. */
export const MENU: readonly (readonly [string, PlainKey])[] = [
  ["day", "day-title"],
  ["patients", "patients-title"],
  ["triage", "triage-title"],
  ["sending", "sending-title"],
  ["session", "session-title"],
];
