/** Something that a page does at once, and what came of it. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Problem } from "../engine/problem.ts";
import type { Result } from "../engine/validation.ts";
import { Notice } from "./states.tsx";

export interface Acting<View> {
  readonly busy: boolean;
  readonly answer: Result<View, Problem> | null;
  readonly go: () => void;
}

/** Something done at once, and what came of it. */
export function useAct<View>(act: () => Promise<Result<View, Problem>>): Acting<View> {
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Result<View, Problem> | null>(null);
  const go = (): void => {
    setBusy(true);
    setAnswer(null);
    void act().then((found) => {
      setAnswer(found);
      setBusy(false);
    });
  };
  return { busy, answer, go };
}

/** What came of an act, said once it is known. */
export function Told<View>(props: {
  readonly answer: Result<View, Problem> | null;
  readonly sentence: (view: View) => string;
}): JSX.Element {
  const { answer } = props;
  if (answer === null) return <Notice text="" />;
  return answer.ok ? (
    <Notice kind="good" text={props.sentence(answer.value)} />
  ) : (
    <Notice kind="problem" text={answer.problem.sentence} />
  );
}
