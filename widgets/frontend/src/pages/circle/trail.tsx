/** Who did what, and who looked: the circle's trail for whom may read it, one's own for all. */

import type { JSX } from "preact";
import { say, when } from "../../engine/text.ts";
import type { TrailLineView } from "../../generated/models.ts";
import type { PartProps } from "./page.tsx";

export function Trail({ view, open }: PartProps): JSX.Element {
  return (
    <section class="block no-print">
      {open.trail === null ? null : (
        <details class="block">
          <summary>
            <h2>{say("circle-trail-title")}</h2>
          </summary>
          <Lines lines={open.trail} />
          <p class="quiet">{say("circle-trail-copy", { id: view.id })}</p>
        </details>
      )}
      <Mine lines={view.mine} />
    </section>
  );
}

export function Mine({ lines }: { readonly lines: readonly TrailLineView[] }): JSX.Element | null {
  if (lines.length === 0) return null;
  return (
    <details class="block no-print">
      <summary>
        <h2>{say("circle-mine-title")}</h2>
      </summary>
      <Lines lines={lines} />
    </details>
  );
}

function Lines({ lines }: { readonly lines: readonly TrailLineView[] }): JSX.Element {
  const now = new Date();
  return (
    <ul class="lines">
      {lines.map((line, rank) => (
        <li key={rank}>
          {line.emergency ? <strong>{say("circle-trail-emergency")} – </strong> : null}
          {say("circle-trail-line", {
            when: when(new Date(line.at), now),
            who: line.who,
            what: line.what,
          })}
          {line.reason === "" ? null : (
            <>
              <br />
              {say("circle-trail-reason", { reason: line.reason })}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
