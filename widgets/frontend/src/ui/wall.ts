/** Days and hours of the clock on somebody's wall, as texts that sort: `2026-12-04`, `08:15`. */

import { say } from "../engine/text.ts";

export interface Wall {
  readonly day: string;
  readonly time: string;
}

/** What the clock of `zone` shows at `now`. */
export function wallAt(now: Date, zone: string): Wall {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit",
    hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  }).formatToParts(now);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? "";
  return {
    day: `${part("year")}-${part("month")}-${part("day")}`,
    time: `${part("hour")}:${part("minute")}`,
  };
}

const asDate = (day: string): Date => new Date(`${day}T00:00:00Z`);

export function addDays(day: string, count: number): string {
  const date = asDate(day);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** From 0, Monday. */
export const weekdayOf = (day: string): number => (asDate(day).getUTCDay() + 6) % 7;

const NAMED = { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" } as const;
const DAY = new Intl.DateTimeFormat("fr-FR", NAMED);
const DAY_OF_YEAR = new Intl.DateTimeFormat("fr-FR", { ...NAMED, year: "numeric" });

/** `aujourd’hui`, `demain`, `jeudi 4 décembre`, with the year when it is another. */
export function sayDay(day: string, today: string): string {
  if (day === today) return say("wall-today");
  if (day === addDays(today, 1)) return say("wall-tomorrow");
  if (day === addDays(today, -1)) return say("wall-yesterday");
  const named = day.slice(0, 4) === today.slice(0, 4) ? DAY : DAY_OF_YEAR;
  return named.format(asDate(day)).replaceAll(" ", "\u00a0");
}

/** `8 h 15`, with no-break spaces. */
export function sayTime(time: string): string {
  const [hours = "", minutes = ""] = time.split(":");
  return `${Number(hours)}\u00a0h\u00a0${minutes}`;
}
