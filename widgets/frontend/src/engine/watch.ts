/** Hears of changes as they happen, and of those it missed while the network was away. */

import type { Door } from "./door.ts";
import { isFault, isOver, problemIn, type Problem } from "./problem.ts";
import { API, headers } from "./server.ts";
import { EventReader, type ServerEvent } from "./sse.ts";

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;
const SILENCE = 50_000; // the server says something every twenty seconds

export interface Watcher {
  /** One of the topics changed; null: any may have. */
  readonly onChange: (topic: string | null) => void;
  /** The person may not see this any more. */
  readonly onRefused: (problem: Problem) => void;
  /** Whether we hear the server now. */
  readonly onHearing: (hears: boolean) => void;
}

/** Watch until the returned function is called, or until the server says that we may not. */
export function watch(door: Door, topics: readonly string[], watcher: Watcher): () => void {
  const stopped = new AbortController();
  void keepWatching(door, topics, watcher, stopped.signal);
  return () => stopped.abort();
}

async function keepWatching(
  door: Door,
  topics: readonly string[],
  watcher: Watcher,
  stopped: AbortSignal,
): Promise<void> {
  let last: number | null = null;
  let wait = FIRST_WAIT;
  while (!stopped.aborted) {
    const over = await listen(door, topics, last, stopped, (event) => {
      wait = FIRST_WAIT;
      if (event.id !== "") last = Number(event.id);
      if (event.event === "open") watcher.onHearing(true);
      if (event.event === "reset") watcher.onChange(null);
      if (event.event === "change") watcher.onChange(topicIn(event));
    });
    if (stopped.aborted) return;
    watcher.onHearing(false);
    if (over !== null && isOver(over)) return door.close(over);
    if (over?.code === "token-expired") await door.open();
    else if (over !== null && !isFault(over)) return watcher.onRefused(over);
    await pause(wait * (0.5 + Math.random() / 2), stopped);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }
}

/** Listen once; gives why the server said no, or null when the network went away. */
async function listen(
  door: Door,
  topics: readonly string[],
  last: number | null,
  stopped: AbortSignal,
  onEvent: (event: ServerEvent) => void,
): Promise<Problem | null> {
  const token = await door.token();
  if (!token.ok) return token.problem;
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE);
  let refused: Problem | null = null;
  try {
    const response = await fetch(`${API}/watch`, {
      method: "POST",
      headers: headers(token.value),
      body: JSON.stringify({ topics, last }),
      signal: AbortSignal.any([stopped, silence.signal]),
    });
    if (!response.ok || response.body === null) return problemIn(await response.json());
    const reader = new EventReader();
    const decoder = new TextDecoder();
    const pieces = response.body.getReader();
    for (let piece = await pieces.read(); !piece.done; piece = await pieces.read()) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE);
      for (const event of reader.read(decoder.decode(piece.value, { stream: true }))) {
        if (event.event === "stop") refused = problemIn(JSON.parse(event.data));
        else onEvent(event);
      }
    }
  } catch {
    return refused; // the network went away, or the page
  } finally {
    clearTimeout(timer);
  }
  return refused;
}

function topicIn(event: ServerEvent): string | null {
  const data: unknown = JSON.parse(event.data);
  const topic = typeof data === "object" && data !== null && "topic" in data ? data.topic : null;
  return typeof topic === "string" ? topic : null;
}

/** Waits, but not longer than the network or the person is away. */
function pause(milliseconds: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      removeEventListener("online", end);
      document.removeEventListener("visibilitychange", end);
      stopped.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    addEventListener("online", end);
    document.addEventListener("visibilitychange", end);
    stopped.addEventListener("abort", end);
  });
}
