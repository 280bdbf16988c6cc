/** Laboratory results over time, asked for when somebody wants to see them. */

import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { say } from "../../engine/text.ts";
import { useAct } from "../../ui/acting.tsx";
import { ask } from "../../ui/asking.ts";
import { Chart } from "../../ui/chart.tsx";
import { Button, Notice } from "../../ui/states.tsx";
import type { PartProps } from "./page.tsx";

export function Results({ here, view, frozen }: PartProps): JSX.Element | null {
  const { answer, busy, go } = useAct(() => ask(here, "circle/results", { circle: view.id }));
  const curves = answer?.ok === true ? answer.value.curves : null;
  useEffect(() => {
    // The button that asked for them is gone.
    if (curves !== null) document.getElementById("results")?.focus();
  }, [curves]);
  if (frozen) return null;
  return (
    <section class="block" aria-labelledby="results">
      <h2 id="results" tabIndex={-1}>{say("circle-results-title")}</h2>
      {curves === null ? (
        <div class="actions no-print">
          <Button busy={busy} onPress={go}>
            {say("circle-results-open")}
          </Button>
        </div>
      ) : null}
      {answer?.ok === false ? <Notice kind="problem" text={answer.problem.sentence} /> : null}
      {curves?.length === 0 ? <Notice text={say("circle-results-none")} /> : null}
      {curves?.map((one) => (
        <Chart key={`${one.code} ${one.name}`} curve={one} />
      ))}
    </section>
  );
}
