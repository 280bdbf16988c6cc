/** Which pages there are. Adding one is its folder and one line here. */

import type { FunctionComponent } from "preact";
import type { Key } from "../engine/text.ts";
import type { TEXTS } from "../generated/texts.ts";
import type { Here } from "../ui/hooks.ts";
import { DayPage } from "./day/page.tsx";
import { CirclePage } from "./circle/page.tsx";
import { PatientsPage } from "./patients/page.tsx";
import { SendingPage } from "./sending/page.tsx";
import { SessionPage } from "./session/page.tsx";
import { TriagePage } from "./triage/page.tsx";
import "../style/circles.css";

export interface PageProps {
  readonly here: Here;
  readonly id: string | null;
}

/** The key of a sentence without facts. */
type PlainKey = { [K in Key]: Parameters<(typeof TEXTS)[K]> extends [] ? K : never }[Key];

export const PAGES: ReadonlyMap<string, FunctionComponent<PageProps>> = new Map([
  ["day", DayPage],
  ["patients", PatientsPage],
  ["circle", CirclePage],
  ["triage", TriagePage],
  ["sending", SendingPage],
  ["session", SessionPage],
]);

/** The pages that one goes to from any other, and what they are called. */
export const MENU: readonly (readonly [string, PlainKey])[] = [
  ["day", "day-title"],
  ["patients", "patients-title"],
  ["triage", "triage-title"],
  ["sending", "sending-title"],
  ["session", "session-title"],
];
