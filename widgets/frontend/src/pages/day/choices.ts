/** Where a task may be put off to by one touch. */

import { addDays, weekdayOf, type Wall } from "../../ui/wall.ts";

export type ChoiceName = "tonight" | "tomorrow" | "monday";

export interface Choice {
  readonly name: ChoiceName;
  readonly day: string;
  readonly time: string;
}

const EVENING = ["18:00", "20:00", "22:00"] as const;

/** This evening, tomorrow, next Monday: a task that has an hour keeps it on another day. */
export function choicesFor(time: string, now: Wall): readonly Choice[] {
  const evening = EVENING.find((one) => one > now.time);
  const tomorrow = addDays(now.day, 1);
  const monday = addDays(now.day, 7 - weekdayOf(now.day));
  const found: Choice[] = [];
  if (evening !== undefined) found.push({ name: "tonight", day: now.day, time: evening });
  found.push({ name: "tomorrow", day: tomorrow, time });
  if (monday !== tomorrow) found.push({ name: "monday", day: monday, time });
  return found;
}

/** As edits say a moment. */
export const momentText = (day: string, time: string): string =>
  time === "" ? day : `${day}T${time}`;
