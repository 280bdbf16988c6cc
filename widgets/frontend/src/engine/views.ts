/** The last view of each page, for the hours without network; it belongs to one person. */

import { clear, get, put } from "./store.ts";
import type { Validator } from "./validation.ts";

export interface Kept<View> {
  readonly view: View;
  readonly at: Date;
}

export async function keepView(person: string, name: string, view: unknown): Promise<void> {
  await put("views", `${person} ${name}`, { view, at: Date.now() });
}

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

/** Who this browser was last open to: what is kept is theirs. */
export async function lastPerson(): Promise<string | null> {
  const kept = await get("keys", "person");
  return typeof kept === "string" ? kept : null;
}

export const keepPerson = (person: string): Promise<void> => put("keys", "person", person);
export const forgetViews = (): Promise<void> => clear("views");
