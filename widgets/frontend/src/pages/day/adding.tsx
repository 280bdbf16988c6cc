/** Noting something to do: in one's own words, the moment in French, asked again when unclear. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Value } from "../../engine/outbox.ts";
import { isPassing } from "../../engine/problem.ts";
import { say } from "../../engine/text.ts";
import { CALLS } from "../../generated/calls.ts";
import type { DayView, MeaningView } from "../../generated/models.ts";
import { Choose, Line, Tick } from "../../ui/fields.tsx";
import type { Here, Outbox } from "../../ui/hooks.ts";
import { Button, Notice } from "../../ui/states.tsx";
import { NEW_TASK } from "./ahead.ts";

interface AddingProps {
  readonly here: Here;
  readonly view: DayView;
  readonly outbox: Outbox;
  /** Called when it is over, with what to say if something was noted. */
  readonly onDone: (said: string | null) => void;
}

export function Adding(props: AddingProps): JSX.Element {
  const { here, view, outbox } = props;
  const [text, setText] = useState("");
  const [said, setSaid] = useState("");
  const [circle, setCircle] = useState("");
  const [assignee, setAssignee] = useState(view.me);
  const [theme, setTheme] = useState("");
  const [urgent, setUrgent] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const [asked, setAsked] = useState<readonly MeaningView[]>([]);
  const team = view.circles.find((one) => one.id === circle)?.team ?? [];

  const note = (what: string, more: Readonly<Record<string, Value>>, told: string): void => {
    const values: Record<string, Value> = { text: what, ...more };
    if (circle !== "") values["circle"] = circle;
    if (circle !== "" && assignee !== "") values["assignee"] = assignee;
    if (theme.trim() !== "") values["theme"] = theme.trim();
    if (urgent) values["urgent"] = true;
    outbox.change(NEW_TASK, `t${crypto.randomUUID().replaceAll("-", "")}`, values);
    props.onDone(told);
  };
  const noteMeaning = (meaning: MeaningView): void => {
    const { text: what, when, schedule, guesses } = meaning;
    const told = [say("day-added-when", { text: what, when }), ...guesses].join(" ");
    note(what, { schedule }, told);
  };
  const noteUndated = (): void => note(text.trim(), {}, say("day-added", { text: text.trim() }));

  const send = async (): Promise<void> => {
    setProblem("");
    if (text.trim() === "") return setProblem(say("day-what-missing"));
    setBusy(true);
    const answer = await here.door.ask("day/read", CALLS["day/read"], { text: text.trim(), said });
    setBusy(false);
    if (!answer.ok) {
      if (!isPassing(answer.problem)) return setProblem(answer.problem.sentence);
      return note(text.trim(), { said }, say("day-added-offline", { text: text.trim() }));
    }
    const { meanings, problem: unclear } = answer.value;
    if (unclear !== "") return setProblem(unclear);
    const [first, ...others] = meanings;
    if (first === undefined) return noteUndated();
    if (others.length > 0) return setAsked(meanings);
    noteMeaning(first);
  };

  if (asked.length > 0) {
    return (
      <div class="card" role="group" aria-labelledby="which-moment">
        <h2 id="which-moment">{say("day-which-moment")}</h2>
        <p>{text}</p>
        <div class="actions column">
          {asked.map((one, index) => (
            <Button key={one.schedule} grab={index === 0} onPress={() => noteMeaning(one)}>
              {one.when}
            </Button>
          ))}
          <Button onPress={noteUndated}>{say("day-without-date")}</Button>
          <Button onPress={() => setAsked([])}>{say("day-cancel")}</Button>
        </div>
      </div>
    );
  }
  return (
    <form
      class="card adding"
      aria-labelledby="adding"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void send();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") props.onDone(null);
      }}
    >
      <h2 id="adding">{say("day-add")}</h2>
      <Line label={say("day-what")} value={text} onInput={setText} most={4000} grab />
      <Line label={say("day-when")} value={said} onInput={setSaid} hint={say("day-when-hint")} />
      <Choose
        label={say("day-for")}
        value={circle}
        onChange={setCircle}
        options={[
          { value: "", label: say("day-own") },
          ...view.circles.map((one) => ({ value: one.id, label: one.patient })),
        ]}
      />
      {circle === "" ? null : (
        <Choose
          label={say("day-who")}
          value={assignee}
          onChange={setAssignee}
          options={[
            { value: view.me, label: say("day-to-me") },
            { value: "", label: say("day-to-team") },
            ...team
              .filter((one) => one.user_id !== view.me)
              .map((one) => ({ value: one.user_id, label: one.name })),
          ]}
        />
      )}
      <Line label={say("day-theme")} value={theme} onInput={setTheme} most={60} />
      <Tick label={say("day-add-urgent")} checked={urgent} onChange={setUrgent} />
      <Notice kind="problem" text={problem} />
      <div class="actions">
        <Button main submit busy={busy}>
          {say("day-add-act")}
        </Button>
        <Button onPress={() => props.onDone(null)}>{say("day-cancel")}</Button>
      </div>
    </form>
  );
}
