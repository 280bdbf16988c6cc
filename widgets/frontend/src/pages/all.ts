/** Which pages there are. Adding one is its folder and one line here. */

import type { FunctionComponent } from "preact";
import type { Here } from "../ui/hooks.ts";
import { SessionPage } from "./session/page.tsx";

export interface PageProps {
  readonly here: Here;
  readonly id: string | null;
}

export const PAGES: ReadonlyMap<string, FunctionComponent<PageProps>> = new Map([
  ["session", SessionPage],
]);
