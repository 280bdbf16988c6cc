/** What a page asks of the engine: a view that follows the changes, and edits that are not lost. */

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Call } from "../engine/call.ts";
import type { Door } from "../engine/door.ts";
import {
  flush, keep, newEdit, waiting, type Seen, type Values, type Waiting,
} from "../engine/outbox.ts";
import { isFault, isPassing, type Problem } from "../engine/problem.ts";
import { dropView, keepView, keptView } from "../engine/views.ts";
import { watch } from "../engine/watch.ts";
import type { OutcomeView } from "../generated/models.ts";

const TRY_EVERY = 10_000;
const SLOWLY = 30_000;

/** What is shown was known `at` that moment and may have changed: why nothing newer came. */
export interface Since {
  readonly at: Date;
  readonly problem: Problem;
}

export type State<View> =
  | { readonly kind: "loading" }
  | { readonly kind: "problem"; readonly problem: Problem }
  | { readonly kind: "shown"; readonly view: View; readonly since: Since | null };

export interface Shown<View> {
  readonly state: State<View>;
  /** Ask again; says whether there was an answer. */
  readonly reload: () => Promise<boolean>;
}

/** What a page needs of who has it open; `person` owns what is kept on the device. */
export interface Here {
  readonly door: Door;
  readonly person: string;
}

/** The view that `call` gives: kept for offline hours, asked again at each change of its topics. */
export function useView<Form extends object, View>(
  here: Here,
  name: string,
  call: Call<Form, View>,
  form: Form,
  topicsOf: (view: View) => readonly string[],
): Shown<View> {
  const [state, setState] = useState<State<View>>({ kind: "loading" });
  const [topics, setTopics] = useState("");
  const key = `${name} ${JSON.stringify(form)}`;
  const asked = useRef(0);
  const answered = useRef(0);
  // What may not be seen any more leaves the screen and the device.
  const refuse = useCallback(
    (problem: Problem) => {
      setState({ kind: "problem", problem });
      void dropView(here.person, key);
    },
    [here, key],
  );
  const reload = useCallback(async (): Promise<boolean> => {
    const turn = ++asked.current;
    const answer = await here.door.ask(name, call, form);
    // Answers may overtake each other: what was asked later is what is true.
    if (turn < answered.current) return answer.ok;
    answered.current = turn;
    if (answer.ok) {
      setState({ kind: "shown", view: answer.value, since: null });
      setTopics(topicsOf(answer.value).join(" "));
      await keepView(here.person, key, answer.value);
      return true;
    }
    const { problem } = answer;
    const kept = isFault(problem) ? await keptView(here.person, key, call.view) : null;
    if (kept !== null) {
      setState({ kind: "shown", view: kept.view, since: { at: kept.at, problem } });
    } else if (isFault(problem)) setState({ kind: "problem", problem });
    else refuse(problem);
    return false;
  }, [here, key]);
  // A part of what is shown may not be seen any more: what is left is asked anew, and nothing kept.
  const lose = useCallback(
    async (problem: Problem): Promise<void> => {
      // An answer from before, that is still on its way, shows nothing any more.
      answered.current = ++asked.current;
      if (problem.code !== "topic-refused") return refuse(problem);
      setTopics("");
      await dropView(here.person, key);
      await reload();
    },
    [here, key, refuse, reload],
  );
  useEffect(() => void reload(), [reload]);
  useEffect(() => {
    const again = (): void => void reload();
    addEventListener("online", again);
    return () => removeEventListener("online", again);
  }, [reload]);
  const reason = state.kind === "problem" ? state.problem : staleBecause(state);
  // Where nothing newer came, no button asks again.
  const slowly = state.kind === "shown" ? SLOWLY : 0;
  const every = reason === null ? 0 : isPassing(reason) ? TRY_EVERY : slowly;
  useEffect(() => {
    if (every === 0) return undefined;
    const timer = setInterval(() => void reload(), every);
    return () => clearInterval(timer);
  }, [every, reload]);
  useEffect(() => {
    if (topics === "") return undefined;
    return watch(here.door, topics.split(" "), {
      onChange: () => void reload(),
      onRefused: (problem) => void lose(problem),
      // What changed between the answer and now was told to nobody.
      onHearing: (hears) => {
        if (hears) void reload();
      },
    });
  }, [here, topics, lose, reload]);
  return { state, reload };
}

const staleBecause = <View>(state: State<View>): Problem | null =>
  state.kind === "shown" && state.since !== null ? state.since.problem : null;

export interface Outbox {
  readonly person: string;
  /** What waits to be sent, oldest first. */
  readonly edits: readonly Waiting[];
  /** What the server said of the last that were sent. */
  readonly outcomes: readonly OutcomeView[];
  readonly change: (kind: string, target: string, values: Values, seen?: Seen) => void;
}

/** Edits kept on this device until the server has them; `onSent` hears when it does, and says
 * whether what is shown follows: until then they stay among those to be shown. */
export function useOutbox(here: Here, onSent: () => Promise<boolean>): Outbox {
  const [edits, setEdits] = useState<readonly Waiting[]>([]);
  const [outcomes, setOutcomes] = useState<readonly OutcomeView[]>([]);
  const sent = useRef(onSent);
  sent.current = onSent;
  const settling = useRef<readonly Waiting[]>([]);
  const send = useCallback(async () => {
    setEdits(both(settling.current, await waiting(here.person)));
    const done = await flush(here.door, here.person);
    if (done.outcomes.length > 0) setOutcomes(done.outcomes);
    settling.current = both(settling.current, done.edits);
    const settled = settling.current;
    if (settled.length > 0 && (await sent.current())) {
      settling.current = settling.current.filter((one) => !settled.includes(one));
    }
    setEdits(both(settling.current, await waiting(here.person)));
  }, [here]);
  useEffect(() => {
    const go = (): void => void send();
    go();
    addEventListener("online", go);
    const timer = setInterval(go, SLOWLY);
    return () => {
      removeEventListener("online", go);
      clearInterval(timer);
    };
  }, [send]);
  const change = useCallback(
    (kind: string, target: string, values: Values, seen: Seen = {}) => {
      void keep(newEdit(here.person, kind, target, values, new Date(), seen)).then(send);
    },
    [here, send],
  );
  return { person: here.person, edits, outcomes, change };
}

/** Both, each once. */
function both(one: readonly Waiting[], other: readonly Waiting[]): readonly Waiting[] {
  const known = new Set(one.map((edit) => edit.id));
  return [...one, ...other.filter((edit) => !known.has(edit.id))];
}
