/** Finding among one's patients as one types: accents, capitals and one slip of the thumb aside. */

import type { PatientLineView } from "../../generated/models.ts";

export type Filter = "all" | "unread" | "late" | "alerts" | { readonly list: string };
export type Order = "activity" | "name" | "late";

/** A patient and the words by which they are found, made once. */
export interface Found {
  readonly patient: PatientLineView;
  readonly words: readonly string[];
}

const SHORTEST_SLIP = 4;

export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

export const prepare = (patients: readonly PatientLineView[]): readonly Found[] =>
  patients.map((patient) => ({
    patient,
    words: fold(`${patient.names} ${patient.pseudonym} ${patient.born}`).split(" "),
  }));

/** Those that pass the filter and bear every word that was typed, in order. */
export function choose(
  all: readonly Found[],
  typed: string,
  filter: Filter,
  order: Order,
): readonly PatientLineView[] {
  const sought = fold(typed).split(" ").filter((word) => word !== "");
  const kept = all
    .filter((one) => passes(one.patient, filter))
    .filter((one) => sought.every((word) => one.words.some((known) => isMeant(word, known))))
    .map((one) => one.patient);
  if (order === "activity") return kept;
  const byName = (one: PatientLineView, other: PatientLineView): number =>
    one.name.localeCompare(other.name, "fr");
  return [...kept].sort((one, other) =>
    order === "late" ? other.late - one.late || other.tasks - one.tasks : byName(one, other),
  );
}

export function passes(patient: PatientLineView, filter: Filter): boolean {
  switch (filter) {
    case "all":
      return true;
    case "unread":
      return patient.unread > 0;
    case "late":
      return patient.late > 0;
    case "alerts":
      return patient.alerts.length > 0 || patient.cautions.length > 0;
    default:
      return patient.lists.includes(filter.list);
  }
}

/** Whether `known` begins with what was typed, give or take one slip in a word of four letters. */
export function isMeant(typed: string, known: string): boolean {
  if (known.startsWith(typed)) return true;
  if (typed.length < SHORTEST_SLIP || /\d/.test(typed)) return false;
  // A slip may have made the word shorter or longer by one.
  return [typed.length - 1, typed.length, typed.length + 1].some(
    (length) => length <= known.length && isOneSlip(typed, known.slice(0, length)),
  );
}

/** One letter too many, too few, changed, or two that changed places. */
function isOneSlip(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const rest = one.slice(start);
  const known = other.slice(start);
  return (
    rest.slice(1) === known ||
    rest === known.slice(1) ||
    rest.slice(1) === known.slice(1) ||
    (rest[0] === known[1] && rest[1] === known[0] && rest.slice(2) === known.slice(2))
  );
}
