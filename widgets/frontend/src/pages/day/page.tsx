/** « Ma journée »: everything that one has to do, by thumb, also without a network. */

import "./day.css";
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { say } from "../../engine/text.ts";
import { CALLS } from "../../generated/calls.ts";
import type { DayView } from "../../generated/models.ts";
import { Choose } from "../../ui/fields.tsx";
import { Framed } from "../../ui/framed.tsx";
import { useOutbox, useView, type Here, type Since } from "../../ui/hooks.ts";
import { Kept } from "../../ui/kept.tsx";
import { Button } from "../../ui/states.tsx";
import { wallAt } from "../../ui/wall.ts";
import { actsOn, type Said } from "./acts.ts";
import { Adding } from "./adding.tsx";
import { ahead, grouped, nameOf, type Item } from "./ahead.ts";
import { useFocusOn } from "./focus.ts";
import { ItemCard } from "./item.tsx";

const SHOW = "day/show";
const MINUTE = 60_000;
const GROUPS = ["moment", "patient", "theme"] as const;
type Grouping = (typeof GROUPS)[number];

export function DayPage(props: { readonly here: Here }): JSX.Element {
  const { here } = props;
  const shown = useView(here, SHOW, CALLS[SHOW], {}, (view) => view.topics);
  return (
    <Framed
      title={say("day-title")}
      id="day-title"
      class="page day"
      lead={say("day-lead")}
      shown={shown}
    >
      {(view, since) => <Shown here={here} view={view} since={since} reload={shown.reload} />}
    </Framed>
  );
}

function Shown(props: {
  readonly here: Here;
  readonly view: DayView;
  readonly since: Since | null;
  readonly reload: () => Promise<boolean>;
}): JSX.Element {
  const { here, view, since, reload } = props;
  const outbox = useOutbox(here, reload);
  const now = wallAt(useMinute(), view.zone);
  const [showsDone, setShowsDone] = useState(false);
  const [adding, setAdding] = useState(false);
  const [added, setAdded] = useState(false);
  const [said, setSaid] = useState<Said | null>(null);
  const items = ahead(view, outbox.edits, now);
  const done = items.filter((one) => one.section === "done");
  const todo = items.filter((one) => one.section !== "done");
  const shown = showsDone ? done : todo;
  const leave = useFocusOn(shown.map(nameOf));
  const acts = actsOn(outbox, now, (item, what) => {
    leave(nameOf(item));
    setSaid(what);
  });
  const undo = (finished: Item): void => {
    const found = done.find((one) => one.task === finished.task);
    if (found !== undefined) acts.reopen(found);
  };
  return (
    <>
      <Kept since={since} outbox={outbox} />
      {adding ? (
        <Adding
          here={here}
          view={view}
          outbox={outbox}
          onDone={(text) => {
            setAdding(false);
            setAdded(true);
            setSaid(text === null ? null : { text, finished: null });
          }}
        />
      ) : null}
      <div class="tabs" role="group" aria-label={say("day-which")}>
        <Tab pressed={!showsDone} onPress={() => setShowsDone(false)}>
          {say("day-todo", { count: todo.length })}
        </Tab>
        <Tab pressed={showsDone} onPress={() => setShowsDone(true)}>
          {say("day-done", { count: done.length })}
        </Tab>
      </div>
      <List items={shown} view={view} now={now} acts={acts} showsDone={showsDone} />
      <div class="dock">
        <p class="notice good said" role="status">
          {said?.text ?? ""}
        </p>
        {said?.finished ? (
          <Button onPress={() => said.finished && undo(said.finished)}>{say("day-undo")}</Button>
        ) : null}
        {adding ? null : (
          <Button main grab={added} onPress={() => setAdding(true)}>
            {say("day-add")}
          </Button>
        )}
      </div>
    </>
  );
}

function List(props: {
  readonly items: readonly Item[];
  readonly view: DayView;
  readonly now: ReturnType<typeof wallAt>;
  readonly acts: ReturnType<typeof actsOn>;
  readonly showsDone: boolean;
}): JSX.Element {
  const { items, view, now, acts, showsDone } = props;
  const [grouping, setGrouping] = useState<Grouping>("moment");
  const [open, setOpen] = useState("");
  if (items.length === 0) {
    return <p class="empty">{say(showsDone ? "day-nothing-done" : "day-nothing")}</p>;
  }
  const groups = grouped(items, (item) => groupOf(item, grouping, view));
  return (
    <>
      <div class="regroup">
        <Choose
          label={say("day-group")}
          value={grouping}
          options={GROUPS.map((value) => ({ value, label: say(`day-by-${value}`) }))}
          onChange={(value) => setGrouping(GROUPS.find((one) => one === value) ?? "moment")}
        />
      </div>
      {groups.map(([name, inside]) => (
        <section class="block" key={name} aria-label={name}>
          <h2>
            {name} <span class="quiet">({inside.length})</span>
          </h2>
          <ul class="cards">
            {inside.map((item) => (
              <ItemCard
                key={nameOf(item)}
                item={item}
                view={view}
                now={now}
                acts={acts}
                open={open === nameOf(item)}
                onOpen={(opens) => setOpen(opens ? nameOf(item) : "")}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function groupOf(item: Item, grouping: Grouping, view: DayView): string {
  if (grouping === "patient") {
    return view.circles.find((one) => one.id === item.circle)?.patient ?? say("day-own");
  }
  if (grouping === "theme") return item.theme === "" ? say("day-no-theme") : item.theme;
  return item.section === "done" ? say("day-finish") : say(`day-${item.section}`);
}

function Tab(props: {
  readonly pressed: boolean;
  readonly onPress: () => void;
  readonly children: string;
}): JSX.Element {
  return (
    <button type="button" aria-pressed={props.pressed} onClick={props.onPress}>
      {props.children}
    </button>
  );
}

/** Now, again every minute: what was to come is late by itself. */
function useMinute(): Date {
  const [now, setNow] = useState(new Date());
  const timer = useRef(0);
  useEffect(() => {
    timer.current = window.setInterval(() => setNow(new Date()), MINUTE);
    return () => clearInterval(timer.current);
  }, []);
  return now;
}
