/** Why something has no answer: a code for us, a sentence for the person. */

import { isProblemView, type ProblemView } from "../generated/models.ts";
import { say } from "./text.ts";

export type Problem = Pick<ProblemView, "code" | "sentence" | "wait">;

export const NETWORK: Problem = { code: "network", sentence: say("network-problem"), wait: 0 };
export const STRANGE: Problem = { code: "strange", sentence: say("strange-answer"), wait: 0 };

/** What the server says is wrong. */
export function problemIn(body: unknown): Problem {
  const found = isProblemView(body);
  return found.ok ? found.value : STRANGE;
}

/** The session is over: only a new link, or Element, opens the page again. */
export const isOver = (problem: Problem): boolean => OVER.has(problem.code);

/** It may work by itself a moment later. What a proxy says while our server starts again is of these. */
export const isPassing = (problem: Problem): boolean => PASSING.has(problem.code);

/** It says nothing of what the person may see: what is known stays shown. */
export const isFault = (problem: Problem): boolean => isPassing(problem) || problem.code === "broken";

const OVER = new Set([
  "session-unknown", "session-closed", "session-expired", "browser-unknown", "account-unknown",
  "not-in-room", "link-unknown", "link-used", "link-served-here", "link-expired", "link-of-another",
]);
const PASSING = new Set(["network", "unavailable", "too-fast", "strange"]);
