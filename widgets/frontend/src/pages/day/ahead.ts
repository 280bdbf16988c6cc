/** The day as it will be once what waits on this device is done: nothing is waited for to show. */

import type { Value, Waiting } from "../../engine/outbox.ts";
import type { DayItemView, DayView } from "../../generated/models.ts";
import type { Wall } from "../../ui/wall.ts";

export const TASK = "task";
export const NEW_TASK = "new-task";
export const SECTIONS = ["late", "urgent", "today", "coming", "undated"] as const;

export type Section = (typeof SECTIONS)[number] | "done";

/** `said`: words about when that the server has not read yet. */
export interface Item extends Omit<DayItemView, "section"> {
  readonly section: Section;
  readonly waits: boolean;
  readonly said: string;
}

/** What is to be done and what is done, in order, for whoever looks at `now` on their wall. */
export function ahead(view: DayView, edits: readonly Waiting[], now: Wall): readonly Item[] {
  let items: Item[] = view.items.map((one) => ({ ...one, waits: false, said: "" }));
  for (const edit of edits) {
    if (edit.kind === NEW_TASK && !items.some((one) => one.task === edit.target)) {
      items.push(newItem(edit));
    }
    if (edit.kind !== TASK) continue;
    items = items.map((one) => (one.task === edit.target ? changed(one, edit) : one));
  }
  const mine = items.filter((one) => one.assignee === "" || one.assignee === view.me);
  return mine.map((one) => ({ ...one, section: sectionOf(one, now) })).sort(inOrder);
}

/** Where it stands by the clock on the wall, which went on since the server told. */
export function sectionOf(item: Item, now: Wall): Section {
  if (item.section === "done") return "done";
  if (item.day !== "") {
    const isLate = item.day < now.day || (item.day === now.day && item.time !== "" && item.time <= now.time);
    if (isLate) return "late";
  }
  if (item.urgent) return "urgent";
  if (item.day === "") return "undated";
  return item.day === now.day ? "today" : "coming";
}

/** Items by what `nameOf` calls their group; a group comes where its first item does. */
export function grouped(
  items: readonly Item[],
  nameOf: (item: Item) => string,
): readonly (readonly [string, readonly Item[]])[] {
  const groups = new Map<string, Item[]>();
  for (const one of items) {
    const name = nameOf(one);
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return [...groups];
}

/** One occurrence of one task. */
export const nameOf = (item: Pick<Item, "task" | "key">): string => `${item.task}-${item.key}`;

function changed(item: Item, edit: Waiting): Item {
  let next: Item = item;
  for (const [name, { value }] of Object.entries(edit.fields)) {
    const [kind = "", key] = name.split(/:(.*)/s);
    if (key !== undefined && key !== item.key) continue;
    const field = kind === "schedule" ? "moved" : kind;
    const seen = { ...next.seen, [field]: [...(next.seen[field] ?? []), edit.id] };
    next = { ...next, ...withValue(kind, value), seen, waits: true };
  }
  return next;
}

function withValue(kind: string, value: Value): Partial<Item> {
  const text = typeof value === "string" ? value : "";
  switch (kind) {
    case "state":
      return { section: text === "done" ? "done" : "undated" };
    case "moved":
      return momentOf(text);
    case "urgent":
      return { urgent: value === true };
    case "assignee":
      return { assignee: text };
    case "text":
      return { text };
    case "theme":
      return { theme: text };
    default:
      return {};
  }
}

/** `2026-12-04T08:15`, or a day alone. */
function momentOf(text: string): Pick<Item, "day" | "time"> {
  const [day = "", time = ""] = text.split("T");
  return { day, time };
}

function newItem(edit: Waiting): Item {
  const word = (name: string): string => String(edit.fields[name]?.value ?? "");
  return {
    task: edit.target,
    key: "",
    text: word("text"),
    notes: [],
    section: "undated",
    ...scheduled(word("schedule")),
    repeat: "",
    missed: 0,
    theme: word("theme"),
    circle: word("circle"),
    assignee: word("assignee"),
    urgent: edit.fields["urgent"]?.value === true,
    may: ["finish", "postpone", "edit"],
    seen: {},
    waits: true,
    said: word("said"),
  };
}

/** The first day and hour of what the server read for us. */
function scheduled(text: string): Pick<Item, "day" | "time"> {
  if (text === "") return { day: "", time: "" };
  const found = JSON.parse(text) as { day?: unknown; times?: unknown };
  const time = Array.isArray(found.times) ? String(found.times[0] ?? "").slice(0, 5) : "";
  return { day: typeof found.day === "string" ? found.day : "", time };
}

function inOrder(one: Item, other: Item): number {
  return compare(orderOf(one), orderOf(other));
}

function orderOf(item: Item): readonly (string | number)[] {
  const rank = item.section === "done" ? SECTIONS.length : SECTIONS.indexOf(item.section);
  const at = item.section === "done" ? "" : `${item.day}T${item.time === "" ? "99" : item.time}`;
  return [rank, item.urgent ? 0 : 1, at];
}

function compare(one: readonly (string | number)[], other: readonly (string | number)[]): number {
  for (const [index, value] of one.entries()) {
    const against = other[index] ?? "";
    if (value !== against) return value < against ? -1 : 1;
  }
  return 0;
}
