/** The front-end's pure parts: pieces of a stream, words for moments, addresses, edits ahead. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Door } from "../../../widgets/frontend/src/engine/door.ts";
import { secretIn } from "../../../widgets/frontend/src/engine/entering.ts";
import { ahead, newEdit } from "../../../widgets/frontend/src/engine/outbox.ts";
import { EventReader } from "../../../widgets/frontend/src/engine/sse.ts";
import { hour, say, when } from "../../../widgets/frontend/src/engine/text.ts";
import { yes } from "../../../widgets/frontend/src/engine/validation.ts";
import { clientOf } from "../../../widgets/frontend/src/engine/widget.ts";
import { placeOf } from "../../../widgets/frontend/src/ui/place.ts";
import type { EntryView } from "../../../widgets/frontend/src/generated/models.ts";
const STREAM =
  'id: 3\nevent: change\ndata: {"topic": "a:b"}\n\n:\n\nevent: stop\ndata: {"code": "x"}\n\n';

test("a stream cut anywhere gives the same events", () => {
  const whole = new EventReader().read(STREAM);
  assert.deepEqual(whole.map((one) => one.event), ["change", "stop"]);
  assert.equal(whole[0]?.id, "3");
  for (let cut = 0; cut <= STREAM.length; cut += 1) {
    const reader = new EventReader();
    const pieces = [STREAM.slice(0, cut), STREAM.slice(cut)];
    assert.deepEqual(pieces.flatMap((piece) => reader.read(piece)), whole);
  }
});

test("moments are said as people say them", () => {
  const now = new Date(2026, 10, 15, 9, 5);
  assert.equal(hour(now), "9\u00a0h\u00a005");
  assert.equal(when(new Date(2026, 10, 15, 9, 4, 30), now), "à l’instant");
  assert.equal(when(new Date(2026, 10, 15, 9, 4), now), "il y a 1 minute");
  assert.equal(when(new Date(2026, 10, 15, 8, 20), now), "il y a 45 minutes");
  assert.equal(when(new Date(2026, 10, 15, 0, 30), now), "aujourd’hui à 0\u00a0h\u00a030");
  assert.equal(when(new Date(2026, 10, 14, 23, 0), now), "hier à 23\u00a0h\u00a000");
  assert.equal(when(new Date(2026, 10, 3, 8, 15), now), "le 3 novembre à 8\u00a0h\u00a015");
});

test("numbers agree", () => {
  assert.equal(say("session-count", { count: 0 }), "Aucune page ouverte");
  assert.equal(say("session-count", { count: 1 }), "1 page ouverte");
  assert.equal(say("session-count", { count: 2 }), "2 pages ouvertes");
});

const SECRET = "Ab-_".repeat(10) + "xyz";

test("a secret is found only where a link has it", () => {
  assert.equal(secretIn(`#lien=${SECRET}`), SECRET);
  assert.equal(secretIn(`https://p.example/pages/session#lien=${SECRET}`), SECRET);
  for (const wrong of ["", "#lien=", `#lien=${SECRET}x`, `?lien=${SECRET}`, `#lien=${SECRET}<`]) {
    assert.equal(secretIn(wrong), null, wrong);
  }
});

test("the address says the page, and what is personal stays after the hash", () => {
  const place = placeOf({
    pathname: "/pages/circle/4f",
    search: "?widgetId=w1&parentUrl=https%3A%2F%2Felement.example",
    hash: "#/?theme=dark&roomId=!r%3At",
  });
  assert.deepEqual(place, {
    page: "circle",
    id: "4f",
    secret: null,
    widgetId: "w1",
    parentUrl: "https://element.example",
    room: "!r:t",
    theme: "dark",
  });
});

test("only a known client shows us", () => {
  const clients = ["https://element.example", "vector://vector"];
  assert.equal(clientOf("https://element.example/", clients), "https://element.example");
  assert.equal(clientOf("https://element.example", clients), "https://element.example");
  assert.equal(clientOf("vector://vector/webapp/", clients), "vector://vector");
  for (const wrong of ["https://element.example.evil.example/", "https://evil.example/", ""]) {
    assert.equal(clientOf(wrong, clients), null, wrong);
  }
});

test("what waits is shown as done, the last written last", () => {
  const now = new Date();
  const edits = [
    newEdit("p", "session", "s1", { label: "a" }, now),
    newEdit("p", "session", "s2", { label: "other" }, now),
    newEdit("p", "session", "s1", { label: "b" }, now),
  ];
  assert.deepEqual(ahead(edits, "session", "s1"), { label: "b" });
  assert.equal(new Set(edits.map((edit) => edit.id)).size, 3);
});

test("what was on its way when the door closed is not let in after it", async () => {
  const waiting: ((answer: Response) => void)[] = [];
  const real = globalThis.fetch;
  globalThis.fetch = () => new Promise((done) => waiting.push(done));
  const told: string[] = [];
  const door = new Door(
    () => Promise.resolve(yes({ token: "t", session: "s" } as EntryView)),
    (problem) => told.push(problem.code),
  );
  const ask = async (during: () => void): Promise<string> => {
    const asked = door.send("call/circle/show", {}, yes);
    while (waiting.length === 0) await new Promise((done) => setImmediate(done));
    during();
    waiting.pop()?.(Response.json({ name: "EXEMPLE Jeanne" }));
    const answer = await asked;
    return answer.ok ? JSON.stringify(answer.value) : answer.problem.code;
  };
  const over = { code: "session-closed", sentence: "", wait: 0 };
  assert.match(await ask(() => undefined), /Jeanne/);
  assert.equal(await ask(() => door.close(over)), "session-closed");
  assert.deepEqual(told, ["session-closed"]);
  assert.match(await ask(() => undefined), /Jeanne/, "who comes in again is answered");
  globalThis.fetch = real;
});
