/** Edits that wait for the network, on this device: each is done once, however often it is sent. */

import { isEditsView, type EditForm, type FieldForm, type OutcomeView } from "../generated/models.ts";
import type { Door } from "./door.ts";
import { isPassing, type Problem } from "./problem.ts";
import { all, clear, names, put, remove } from "./store.ts";
import {
  boolean, dict, list, moment, nothing, number, oneOf, optional, record, string,
} from "./validation.ts";

export type Value = string | boolean | number | null;
export type Values = Readonly<Record<string, Value>>;
/** By field: the edits that had given it what the person saw. */
export type Seen = Readonly<Record<string, readonly string[]>>;

/** One edit as it waits. It belongs to `person`: nobody else sends it. */
export interface Waiting extends EditForm {
  readonly person: string;
  readonly made: number;
}

const isWaiting = record<Waiting>({
  id: string,
  kind: string,
  target: string,
  fields: dict(
    record<FieldForm>({
      value: oneOf(string, boolean, number, nothing),
      at: moment,
      seen: optional(list(string)),
    }),
  ),
  person: string,
  made: number,
});

export interface Sent {
  /** Those that the server answered. */
  readonly edits: readonly Waiting[];
  readonly outcomes: readonly OutcomeView[];
  readonly problem: Problem | null;
}

export function newEdit(
  person: string,
  kind: string,
  target: string,
  values: Values,
  now: Date,
  seen: Seen = {},
): Waiting {
  const at = now.toISOString();
  const fields = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { value, at, seen: seen[name] ?? [] }]),
  );
  return { id: crypto.randomUUID(), kind, target, fields, person, made: now.getTime() };
}

/** What waits for `person`, oldest first. */
export async function waiting(person: string): Promise<readonly Waiting[]> {
  const kept = (await all("edits")).map((one) => isWaiting(one));
  const own = kept.flatMap((one) => (one.ok && one.value.person === person ? [one.value] : []));
  return own.sort((one, other) => one.made - other.made);
}

export const keep = (edit: Waiting): Promise<void> => put("edits", edit.id, edit);

/** Drop every edit, or those that are not of `person`: nobody else will send them from here. */
export async function forgetEdits(but: string | null = null): Promise<void> {
  if (but === null) return clear("edits");
  const own = new Set((await waiting(but)).map((edit) => edit.id));
  for (const id of await names("edits")) if (!own.has(id)) await remove("edits", id);
}

/** Send what waits. What the server answered is dropped here; the rest waits on. */
export const flush = (door: Door, person: string): Promise<Sent> =>
  alone(() => sendEach(door, person));

async function sendEach(door: Door, person: string): Promise<Sent> {
  const outcomes: OutcomeView[] = [];
  const edits: Waiting[] = [];
  for (const edit of await waiting(person)) {
    const { id, kind, target, fields } = edit;
    const form = { sent_at: new Date().toISOString(), edits: [{ id, kind, target, fields }] };
    const answer = await door.send("edits", form, isEditsView);
    if (answer.ok) outcomes.push(...answer.value.outcomes);
    else if (isPassing(answer.problem)) return { edits, outcomes, problem: null };
    else if (answer.problem.code === "broken") continue; // our fault: kept, and the rest goes
    else if (answer.problem.code !== "bad-request") return { edits, outcomes, problem: answer.problem };
    else outcomes.push({ id, state: "refused", sentence: answer.problem.sentence });
    edits.push(edit);
    await remove("edits", id);
  }
  return { edits, outcomes, problem: null };
}

/** `work`, while no other page of this browser does the same. Inside another site some browsers
 * refuse to promise that: an edit sent by two pages still counts once. */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  let begun = false;
  try {
    return await navigator.locks.request("cercle-outbox", () => {
      begun = true;
      return work();
    });
  } catch (error) {
    if (begun) throw error;
    return work();
  }
}

/** The fields of `target` as they will be once what waits is done. */
export function ahead(
  edits: readonly Waiting[],
  kind: string,
  target: string,
): Values {
  const found: Record<string, Value> = {};
  for (const edit of edits) {
    if (edit.kind !== kind || edit.target !== target) continue;
    for (const [name, field] of Object.entries(edit.fields)) found[name] = field.value;
  }
  return found;
}
