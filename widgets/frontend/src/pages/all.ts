/** Which pages there are. Adding one is its folder and one line here. */

import type { FunctionComponent } from "preact";
import type { Key } from "../engine/text.ts";
import type { TEXTS } from "../generated/texts.ts";
import type { Here } from "../ui/hooks.ts";
import { SessionPage } from "./session/page.tsx";

export interface PageProps {
  readonly here: Here;
  readonly id: string | null;
}

/** The key of a sentence without facts. */
type PlainKey = { [K in Key]: Parameters<(typeof TEXTS)[K]> extends [] ? K : never }[Key];

export const PAGES: ReadonlyMap<string, FunctionComponent<PageProps>> = new Map([
  ["session", SessionPage],
]);

/** The pages that one goes to from any other, and what they are called. */
export const MENU: readonly (readonly [string, PlainKey])[] = [
  ["session", "session-title"],
];
