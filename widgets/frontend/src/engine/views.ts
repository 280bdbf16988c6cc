/** The last view of each page, for the hours without network; it belongs to one person. */

import { isMeView, type MeView } from "../generated/models.ts";
import { clear, get, put, remove } from "./store.ts";
import type { Validator } from "./validation.ts";

export interface Kept<View> {
  readonly view: View;
  readonly at: Date;
}

export async function keepView(person: string, name: string, view: unknown): Promise<void> {
  await put("views", `${person} ${name}`, { view, at: Date.now() });
}

export const dropView = (person: string, name: string): Promise<void> =>
  remove("views", `${person} ${name}`);

export async function keptView<View>(
  person: string,
  name: string,
  validator: Validator<View>,
): Promise<Kept<View> | null> {
  const kept = await get("views", `${person} ${name}`);
  if (typeof kept !== "object" || kept === null || !("view" in kept) || !("at" in kept)) return null;
  const checked = validator(kept.view);
  return checked.ok && typeof kept.at === "number"
    ? { view: checked.value, at: new Date(kept.at) }
    : null;
}

/** What the server said of somebody's edits, until they have read it. */
export async function toldTo(person: string): Promise<readonly string[]> {
  const kept = await get("views", `${person} told`);
  return Array.isArray(kept) ? kept.filter((one) => typeof one === "string") : [];
}

export async function keepTold(person: string, sentences: readonly string[]): Promise<void> {
  const all = new Set([...(await toldTo(person)), ...sentences]);
  await put("views", `${person} told`, [...all]);
}

export const dropTold = (person: string): Promise<void> => remove("views", `${person} told`);

/** Who this browser was last open to: what is kept is theirs. */
export async function lastPerson(): Promise<MeView | null> {
  const kept = isMeView(await get("keys", "person"));
  return kept.ok ? kept.value : null;
}

export const keepPerson = (me: MeView): Promise<void> => put("keys", "person", me);

/** Keep nothing of what was shown, nor whose it was. */
export async function forgetViews(): Promise<void> {
  await clear("views");
  await remove("keys", "person");
}
