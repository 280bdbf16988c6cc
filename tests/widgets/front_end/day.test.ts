/** « Ma journée » as it will be: what waits is shown at once, whatever the clock, in its order. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { newEdit, type Values, type Waiting } from "../../../widgets/frontend/src/engine/outbox.ts";
import type { DayItemView, DayView } from "../../../widgets/frontend/src/generated/models.ts";
import { ahead, grouped } from "../../../widgets/frontend/src/pages/day/ahead.ts";
import { choicesFor, momentText } from "../../../widgets/frontend/src/pages/day/choices.ts";
import { addDays, sayDay, sayTime, wallAt, weekdayOf } from "../../../widgets/frontend/src/ui/wall.ts";

const NOW = { day: "2026-11-26", time: "10:00" };
const ME = "@alice:t";

const item = (more: Partial<DayItemView>): DayItemView => ({
  task: "t1", key: "2026-11-26T18:00", text: "bilan", notes: [], section: "today",
  day: "2026-11-26", time: "18:00", repeat: "", missed: 0, theme: "", circle: "c1", assignee: ME,
  urgent: false, may: [], seen: { state: ["$add"], moved: ["$add"] }, ...more,
});
const view = (...items: readonly DayItemView[]): DayView => ({
  me: ME, zone: "Europe/Paris", items, circles: [], topics: [],
});
const edit = (kind: string, target: string, values: Values): Waiting =>
  newEdit("me", kind, target, values, new Date());

test("the clock goes on: what was to come is late by itself", () => {
  const at = (day: string, time: string): string | undefined =>
    ahead(view(item({ day, time })), [], NOW)[0]?.section;
  assert.equal(at("2026-11-26", "10:01"), "today");
  assert.equal(at("2026-11-26", "10:00"), "late");
  assert.equal(at("2026-11-26", ""), "today");
  assert.equal(at("2026-11-25", ""), "late");
  assert.equal(at("2026-11-27", "08:00"), "coming");
  assert.equal(at("", ""), "undated");
});

test("late, urgent, today, coming, undated; by the hour inside", () => {
  const items = [
    item({ task: "a", day: "", time: "" }),
    item({ task: "b", day: "2026-11-28", time: "" }),
    item({ task: "c", time: "19:00" }),
    item({ task: "d", time: "" }),
    item({ task: "e", day: "2026-12-01", urgent: true }),
    item({ task: "f", day: "2026-11-25" }),
    item({ task: "g", day: "2026-11-25", urgent: true }),
    item({ task: "h", section: "done" }),
  ];
  assert.equal(ahead(view(...items), [], NOW).map((one) => one.task).join(""), "gfecdbah");
});

test("what waits is shown as it will be, and later edits have seen earlier ones", () => {
  const key = "2026-11-26T18:00";
  const first = edit("task", "t1", { [`moved:${key}`]: "2026-11-30T09:00" });
  const [moved] = ahead(view(item({})), [first], NOW);
  assert.deepEqual([moved?.day, moved?.time, moved?.section], ["2026-11-30", "09:00", "coming"]);
  assert.deepEqual(moved?.seen["moved"], ["$add", first.id]);
  assert.equal(moved?.waits, true);
  const done = edit("task", "t1", { [`state:${key}`]: "done" });
  assert.equal(ahead(view(item({})), [first, done], NOW)[0]?.section, "done");
  const undone = edit("task", "t1", { [`state:${key}`]: "todo" });
  assert.equal(ahead(view(item({})), [first, done, undone], NOW)[0]?.section, "coming");
});

test("one occurrence is changed alone, a mark concerns them all", () => {
  const two = [item({ key: "a" }), item({ key: "b" })];
  const done = ahead(view(...two), [edit("task", "t1", { "state:a": "done" })], NOW);
  assert.deepEqual(done.map((one) => [one.key, one.section]), [["b", "today"], ["a", "done"]]);
  const urgent = ahead(view(...two), [edit("task", "t1", { urgent: true })], NOW);
  assert.ok(urgent.every((one) => one.section === "urgent"));
});

test("what is given to somebody else leaves, what is the team's stays", () => {
  const to = (assignee: string | null): number =>
    ahead(view(item({})), [edit("task", "t1", { assignee })], NOW).length;
  assert.deepEqual([to("@paul:t"), to(null), to(ME)], [0, 1, 1]);
});

test("a task added offline is there, dated if that is known", () => {
  const schedule = JSON.stringify({ day: "2026-11-26", times: ["20:00:00"], zone: "Europe/Paris" });
  const [known] = ahead(view(), [edit("new-task", "t9", { text: "x", schedule })], NOW);
  assert.deepEqual([known?.day, known?.time, known?.section], ["2026-11-26", "20:00", "today"]);
  const [said] = ahead(view(), [edit("new-task", "t9", { text: "x", said: "lundi" })], NOW);
  assert.deepEqual([said?.said, said?.section], ["lundi", "undated"]);
  const there = [edit("new-task", "t1", { text: "x" })];
  assert.equal(ahead(view(item({})), there, NOW).length, 1, "the server has it already");
});

test("groups come in the order of their first item", () => {
  const items = ahead(view(item({ task: "a", theme: "b" }), item({ task: "b", theme: "a" })), [], NOW);
  assert.deepEqual(grouped(items, (one) => one.theme).map(([name]) => name), ["b", "a"]);
});

test("putting off: this evening while there is one, the same hour on another day", () => {
  const names = (time: string, day = NOW.day): readonly string[] =>
    choicesFor("08:15", { day, time }).map((one) => `${one.name} ${momentText(one.day, one.time)}`);
  assert.deepEqual(names("10:00"), [
    "tonight 2026-11-26T18:00", "tomorrow 2026-11-27T08:15", "monday 2026-11-30T08:15",
  ]);
  assert.equal(names("18:00")[0], "tonight 2026-11-26T20:00");
  assert.equal(names("22:30")[0], "tomorrow 2026-11-27T08:15");
  assert.deepEqual(names("22:30", "2026-11-29"), ["tomorrow 2026-11-30T08:15"]);
  assert.equal(momentText("2026-11-27", ""), "2026-11-27");
});

test("days and hours of the wall, in summer, in winter and overseas", () => {
  assert.deepEqual(wallAt(new Date("2026-11-26T23:30:00Z"), "Europe/Paris"), { day: "2026-11-27", time: "00:30" });
  assert.deepEqual(wallAt(new Date("2026-07-01T22:30:00Z"), "Europe/Paris"), { day: "2026-07-02", time: "00:30" });
  assert.deepEqual(wallAt(new Date("2026-11-26T20:30:00Z"), "Indian/Reunion"), { day: "2026-11-27", time: "00:30" });
  assert.equal(addDays("2026-12-31", 1), "2027-01-01");
  assert.equal(weekdayOf("2026-11-26"), 3);
  assert.equal(sayDay("2026-11-27", "2026-11-26"), "demain");
  assert.equal(sayDay("2026-12-04", "2026-11-26"), "vendredi\u00a04\u00a0décembre");
  assert.equal(sayDay("2027-01-01", "2026-11-26"), "vendredi\u00a01\u00a0janvier\u00a02027");
  assert.equal(sayTime("08:05"), "8\u00a0h\u00a005");
});
