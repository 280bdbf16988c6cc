/** What people do with a task in one touch: kept at once, sent when there is a network. */

import { say } from "../../engine/text.ts";
import type { Values } from "../../engine/outbox.ts";
import type { Outbox } from "../../ui/hooks.ts";
import { sayDay, sayTime, type Wall } from "../../ui/wall.ts";
import { TASK, type Item } from "./ahead.ts";
import { momentText } from "./choices.ts";

/** What was done, to be said; `finished` may be taken back. */
export interface Said {
  readonly text: string;
  readonly finished: Item | null;
}

export interface Acts {
  readonly finish: (item: Item) => void;
  readonly reopen: (item: Item) => void;
  readonly postpone: (item: Item, day: string, time: string) => void;
  readonly handOver: (item: Item, to: string, name: string) => void;
  readonly setUrgent: (item: Item, urgent: boolean) => void;
}

/** `onDone` hears what was done to which item. */
export function actsOn(
  outbox: Outbox,
  now: Wall,
  onDone: (item: Item, said: Said) => void,
): Acts {
  const change = (item: Item, field: string, values: Values): void => {
    const seen = Object.fromEntries(
      Object.keys(values).map((name) => [name, item.seen[field] ?? []]),
    );
    outbox.change(TASK, item.task, values, seen);
  };
  const setState = (item: Item, state: "done" | "todo"): void =>
    change(item, "state", { [`state:${item.key}`]: state });
  return {
    finish: (item) => {
      setState(item, "done");
      onDone(item, { text: say("day-finished", { text: item.text }), finished: item });
    },
    reopen: (item) => {
      setState(item, "todo");
      onDone(item, { text: say("day-reopened", { text: item.text }), finished: null });
    },
    postpone: (item, day, time) => {
      change(item, "moved", { [`moved:${item.key}`]: momentText(day, time) });
      const named = sayDay(day, now.day);
      const when = time === "" ? named : say("at-time", { day: named, time: sayTime(time) });
      onDone(item, { text: say("day-postponed", { text: item.text, when }), finished: null });
    },
    handOver: (item, to, name) => {
      change(item, "assignee", { assignee: to === "" ? null : to });
      onDone(item, { text: say("day-handed", { text: item.text, name }), finished: null });
    },
    setUrgent: (item, urgent) => {
      change(item, "urgent", { urgent });
      const key = urgent ? "day-marked" : "day-unmarked";
      onDone(item, { text: say(key, { text: item.text }), finished: null });
    },
  };
}
