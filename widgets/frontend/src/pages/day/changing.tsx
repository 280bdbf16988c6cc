/** Putting off, handing over, marking: what opens under a task. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { say } from "../../engine/text.ts";
import type { DayView } from "../../generated/models.ts";
import { Choose } from "../../ui/fields.tsx";
import { Button } from "../../ui/states.tsx";
import { addDays, sayTime, type Wall } from "../../ui/wall.ts";
import type { Acts } from "./acts.ts";
import type { Item } from "./ahead.ts";
import { choicesFor, type Choice } from "./choices.ts";

interface ChangingProps {
  readonly item: Item;
  readonly view: DayView;
  readonly now: Wall;
  readonly acts: Acts;
}

export function Changing(props: ChangingProps): JSX.Element {
  const { item, acts } = props;
  return (
    <div class="changing">
      {item.may.includes("postpone") ? <PutOff {...props} /> : null}
      {item.may.includes("hand_over") ? <HandOver {...props} /> : null}
      {item.may.includes("edit") ? (
        <div class="actions">
          <Button onPress={() => acts.setUrgent(item, !item.urgent)}>
            {say(item.urgent ? "day-make-calm" : "day-make-urgent")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function PutOff({ item, now, acts }: ChangingProps): JSX.Element {
  const [other, setOther] = useState(false);
  const [day, setDay] = useState(addDays(now.day, 2));
  const [time, setTime] = useState(item.time);
  return (
    <fieldset class="block">
      <legend>{say("day-postpone")}</legend>
      <div class="actions choices">
        {choicesFor(item.time, now).map((choice) => (
          <Button key={choice.name} onPress={() => acts.postpone(item, choice.day, choice.time)}>
            {nameOf(choice)}
          </Button>
        ))}
        <Button onPress={() => setOther(!other)} expanded={other}>
          {say("day-other")}
        </Button>
      </div>
      {other ? (
        <div class="moment">
          <label>
            {say("day-date")}
            <input
              type="date"
              value={day}
              min={now.day}
              onInput={(event) => setDay(event.currentTarget.value)}
            />
          </label>
          <label>
            {say("day-time")}
            <input
              type="time"
              value={time}
              onInput={(event) => setTime(event.currentTarget.value)}
            />
          </label>
          <Button
            main
            onPress={() => {
              if (day >= now.day) acts.postpone(item, day, time);
            }}
          >
            {say("day-postpone")}
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}

const nameOf = (choice: Choice): string =>
  choice.name === "tonight"
    ? say("day-tonight", { time: sayTime(choice.time) })
    : say(choice.name === "tomorrow" ? "day-tomorrow" : "day-monday");

function HandOver({ item, view, acts }: ChangingProps): JSX.Element | null {
  const team = view.circles.find((one) => one.id === item.circle)?.team ?? [];
  const others = team.filter((one) => one.user_id !== view.me);
  const options = [
    ...others.map((one) => ({ value: one.user_id, label: one.name })),
    { value: "", label: say("day-to-team") },
    ...(item.assignee === view.me ? [] : [{ value: view.me, label: say("day-to-me") }]),
  ];
  const [to, setTo] = useState(options[0]?.value ?? "");
  const name = options.find((one) => one.value === to)?.label ?? "";
  return (
    <div class="giving">
      <Choose label={say("day-hand-over")} value={to} options={options} onChange={setTo} />
      <Button onPress={() => acts.handOver(item, to, name)}>{say("day-hand-over-act")}</Button>
    </div>
  );
}
