/** What is to be done for the patient, as far as one may read it. */

import type { JSX } from "preact";
import { say } from "../../engine/text.ts";
import type { PartProps } from "./page.tsx";

export function Tasks({ open }: PartProps): JSX.Element {
  return (
    <section class="block" aria-labelledby="tasks">
      <h2 id="tasks">{say("circle-tasks-title")}</h2>
      <p class="quiet">{say("circle-tasks-count", { count: open.tasks.length })}</p>
      {open.tasks.length === 0 ? null : (
        <ul class="cards">
          {open.tasks.map((task) => (
            <li key={task.id} class="card">
              <p class="card-title">
                <span>{task.text}</span>
                {task.late ? <span class="mark late">{say("circle-late")}</span> : null}
                {task.urgent ? <span class="mark late">{say("circle-urgent")}</span> : null}
              </p>
              {task.due === "" && task.who === "" ? null : (
                <p class="quiet">{[task.due, task.who].filter(Boolean).join(" · ")}</p>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
