/** One thing to do: done by one touch, the rest a touch away. */

import type { JSX } from "preact";
import { say } from "../../engine/text.ts";
import type { DayView } from "../../generated/models.ts";
import { sayDay, sayTime, type Wall } from "../../ui/wall.ts";
import { nameOf, type Item } from "./ahead.ts";
import type { Acts } from "./acts.ts";
import { Changing } from "./changing.tsx";

interface ItemProps {
  readonly item: Item;
  readonly view: DayView;
  readonly now: Wall;
  readonly acts: Acts;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

export function ItemCard(props: ItemProps): JSX.Element {
  const { item, view, now, acts, open } = props;
  const isDone = item.section === "done";
  const does = isDone ? "reopen" : "finish";
  const mayChange = !isDone && item.may.some((one) => one !== "finish" && one !== "reopen");
  return (
    <li class={`card task ${isDone ? "is-done" : ""}`} id={nameOf(item)}>
      <div class="task-row">
        {item.may.includes(does) ? (
          <button
            type="button"
            class="check"
            aria-label={say(isDone ? "day-reopen-of" : "day-finish-of", { text: item.text })}
            onClick={() => (isDone ? acts.reopen(item) : acts.finish(item))}
          >
            <span class="check-mark" />
          </button>
        ) : null}
        <div class="task-what">
          <p class="task-text">{item.text}</p>
          <About item={item} view={view} now={now} />
        </div>
        <div class="task-foot">
          <Marks item={item} />
          {mayChange ? (
            <button
              type="button"
              class="change"
              aria-expanded={open}
              aria-label={say("day-change-of", { text: item.text })}
              onClick={() => props.onOpen(!open)}
            >
              {say(open ? "day-close" : "day-change")}
            </button>
          ) : null}
        </div>
      </div>
      {item.notes.map((text) => (
        <p key={text} class="notice">
          {say("day-note", { text })}
        </p>
      ))}
      {open && mayChange ? <Changing item={item} view={view} now={now} acts={acts} /> : null}
    </li>
  );
}

/** When, for which patient, how often, for whom. */
function About(props: Pick<ItemProps, "item" | "view" | "now">): JSX.Element {
  const { item, view, now } = props;
  const patient = view.circles.find((one) => one.id === item.circle)?.patient ?? "";
  const parts = [
    momentOf(item, now),
    item.repeat,
    item.circle !== "" && item.assignee === "" ? say("day-for-team") : "",
    item.theme,
  ].filter((part) => part !== "");
  return (
    <p class="task-about">
      {patient === "" ? null : <strong>{patient}</strong>}
      {patient === "" || parts.length === 0 ? "" : " – "}
      {parts.join(" – ")}
    </p>
  );
}

function Marks({ item }: Pick<ItemProps, "item">): JSX.Element {
  return (
    <p class="marks">
      {item.urgent ? <span class="mark urgent">{say("day-urgent-mark")}</span> : null}
      {item.missed > 0 ? (
        <span class="mark away">{say("day-missed", { count: item.missed })}</span>
      ) : null}
      {item.waits ? <span class="mark away">{say("day-waits")}</span> : null}
    </p>
  );
}

export function momentOf(item: Pick<Item, "day" | "time" | "said">, now: Wall): string {
  if (item.said !== "") return say("day-said", { said: item.said });
  if (item.day === "") return "";
  const day = sayDay(item.day, now.day);
  return item.time === "" ? day : say("at-time", { day, time: sayTime(item.time) });
}

