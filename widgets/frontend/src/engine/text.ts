/** What pages say, from the catalogues; a key that does not exist does not compile. */

import { TEXTS } from "../generated/texts.ts";

type Texts = typeof TEXTS;
export type Key = keyof Texts;

export function say<K extends Key>(key: K, ...facts: Parameters<Texts[K]>): string {
  const sentence = TEXTS[key] as (...given: Parameters<Texts[K]>) => string;
  return sentence(...facts);
}

const DAY = new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "long" });
const NO_BREAK = "\u00a0";

/** `14 h 05`, with no-break spaces. */
export function hour(moment: Date): string {
  const minutes = String(moment.getMinutes()).padStart(2, "0");
  return `${moment.getHours()}${NO_BREAK}h${NO_BREAK}${minutes}`;
}

/** When `moment` was, as one says it at `now`. */
export function when(moment: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - moment.getTime()) / 60_000);
  if (minutes < 1) return say("when-now");
  if (minutes < 60) return say("when-minutes", { count: minutes });
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  const time = hour(moment);
  if (moment >= midnight) return say("when-today", { time });
  midnight.setDate(midnight.getDate() - 1);
  if (moment >= midnight) return say("when-yesterday", { time });
  return say("when-date", { date: DAY.format(moment), time });
}
