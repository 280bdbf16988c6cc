/** Finding among one's patients: accents, slips of the thumb, filters, orders. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { PatientLineView } from "../../../widgets/frontend/src/generated/models.ts";
import {
  choose, fold, isMeant, prepare,
} from "../../../widgets/frontend/src/pages/patients/search.ts";

const line = (name: string, more: Partial<PatientLineView> = {}): PatientLineView => ({
  circle: `c${name}`, pseudonym: "Mésange", name, names: name, born: "15/06/1984", age: "41 ans",
  cautions: [], alerts: [], last_at: "2026-03-02T08:00:00Z", unread: 0, tasks: 0, late: 0,
  phone: null, route: "", room: "", lists: [], ...more,
});

const found = (typed: string, names: readonly string[]): readonly string[] =>
  choose(prepare(names.map((name) => line(name))), typed, "all", "activity").map((one) => one.name);

test("words are folded as the server folds them", () => {
  assert.equal(fold("  L’Orchère-Œuvray "), "l orchere oeuvray");
});

test("one slip is forgiven in a word of four letters, none in shorter ones nor in numbers", () => {
  for (const typed of ["dupon", "dupomt", "dupnot", "duppont", "upont", "dupond"]) {
    assert.ok(isMeant(typed, "dupont"), typed);
  }
  for (const typed of ["dop", "xupomt", "martin", "1985"]) assert.ok(!isMeant(typed, "dupont"), typed);
  assert.ok(!isMeant("1985", "1984"));
});

test("every word counts, in any order", () => {
  const names = ["LEFÈVRE-DUPONT Élodie", "DUPONT Jean", "MARTIN Élodie"];
  assert.deepEqual(found("elodie dupont", names), ["LEFÈVRE-DUPONT Élodie"]);
  assert.deepEqual(found("1984 jean", names), ["DUPONT Jean"]);
  assert.deepEqual(found("mesange", names), names);
  assert.deepEqual(found("", names), names);
});

test("filters and orders", () => {
  const all = prepare([
    line("B", { unread: 2, lists: ["Diabète"] }), line("É", { late: 1, tasks: 1 }), line("A", { alerts: ["x"] }),
  ]);
  const names = (...rest: readonly [Parameters<typeof choose>[2], Parameters<typeof choose>[3]]) =>
    choose(all, "", ...rest).map((one) => one.name);
  assert.deepEqual(names("unread", "activity"), ["B"]);
  assert.deepEqual(names("late", "activity"), ["É"]);
  assert.deepEqual(names("alerts", "activity"), ["A"]);
  assert.deepEqual(names({ list: "Diabète" }, "activity"), ["B"]);
  assert.deepEqual(names("all", "name"), ["A", "B", "É"]);
  assert.deepEqual(names("all", "late"), ["É", "B", "A"]);
});
