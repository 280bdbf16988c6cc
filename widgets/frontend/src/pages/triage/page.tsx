/** « À classer »: what waits in one's mailboxes, and what was decided of lately. */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { say, when } from "../../engine/text.ts";
import { CALLS } from "../../generated/calls.ts";
import type { TriageView } from "../../generated/models.ts";
import { ask } from "../../ui/asking.ts";
import { Framed } from "../../ui/framed.tsx";
import { Go } from "../../ui/going.tsx";
import { useView, type Here, type Since } from "../../ui/hooks.ts";
import { Aged } from "../../ui/kept.tsx";
import { Notice } from "../../ui/states.tsx";
import { useWord, type Tell } from "../../ui/word.tsx";
import { Undo } from "./acts.tsx";
import { LetterPage } from "./letter.tsx";
import { WaitingCard } from "./waiting.tsx";
import "./triage.css";

const SHOW = "triage/show";

export function TriagePage(props: { readonly here: Here; readonly id: string | null }): JSX.Element {
  const number = Number(props.id);
  return props.id !== null && Number.isSafeInteger(number) && number > 0 ? (
    <LetterPage here={props.here} number={number} />
  ) : (
    <ListPage here={props.here} />
  );
}

function ListPage({ here }: { readonly here: Here }): JSX.Element {
  const shown = useView(here, SHOW, CALLS[SHOW], {}, (view) => view.topics);
  useEffect(() => {
    // Patients who came to be known since are offered too; the page hears of it.
    void ask(here, "triage/refresh", {});
  }, [here]);
  return (
    <Framed
      title={say("triage-title")}
      lead={say("triage-lead")}
      shown={shown}
    >
      {(view, since) => <Shown here={here} view={view} since={since} reload={shown.reload} />}
    </Framed>
  );
}

function Shown(props: {
  readonly here: Here;
  readonly view: TriageView;
  readonly since: Since | null;
  readonly reload: () => void;
}): JSX.Element {
  const { here, view, since, reload } = props;
  const [mailbox, setMailbox] = useState("");
  const { tell, place } = useWord(reload);
  const shown = view.waiting.filter((one) => mailbox === "" || one.mailbox === mailbox);
  const frozen = since !== null;
  const names = new Map(view.mailboxes.map((one) => [one.address, one.name]));
  const many = view.mailboxes.length > 1;
  return (
    <>
      <Aged since={since} />
      {place}
      {view.mailboxes.length === 0 ? (
        <Notice text={say("triage-no-mailbox")} />
      ) : (
        <>
          <Counts view={view} mailbox={mailbox} onMailbox={setMailbox} />
          {shown.length > 0 ? null : (
            <Notice text={say(view.waiting.length === 0 ? "triage-none" : "triage-none-here")} />
          )}
          <ul class="cards">
            {shown.map((one) => (
              <WaitingCard
                key={one.number}
                here={here}
                letter={one}
                mailbox={many ? (names.get(one.mailbox) ?? "") : ""}
                frozen={frozen}
                tell={tell}
              />
            ))}
          </ul>
          {view.left === 0 ? null : (
            <p class="quiet">{say("triage-left", { count: view.left })}</p>
          )}
          <Decided here={here} view={view} frozen={frozen} tell={tell} />
        </>
      )}
    </>
  );
}

function Counts(props: {
  readonly view: TriageView;
  readonly mailbox: string;
  readonly onMailbox: (address: string) => void;
}): JSX.Element {
  const { mailboxes } = props.view;
  const total = mailboxes.reduce((sum, one) => sum + one.waiting + one.quarantined, 0);
  const aside = mailboxes.reduce((sum, one) => sum + one.quarantined, 0);
  const kinds = [
    { address: "", label: say("triage-all", { count: total }) },
    ...mailboxes.map((one) => ({
      address: one.address,
      label: say("triage-mailbox", { name: one.name, count: one.waiting + one.quarantined }),
    })),
  ];
  return (
    <div class="block">
      <p role="status">
        {[
          say("triage-count", { count: total }),
          aside > 0 ? say("triage-aside", { count: aside }) : "",
        ]
          .filter(Boolean)
          .join(", ")}
      </p>
      {mailboxes.length < 2 ? null : (
        <div class="actions tight" role="group" aria-label={say("triage-filters")}>
          {kinds.map((one) => (
            <button
              key={one.address}
              type="button"
              class="chip"
              aria-pressed={one.address === props.mailbox}
              onClick={() => props.onMailbox(one.address)}
            >
              {one.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function Decided(props: {
  readonly here: Here;
  readonly view: TriageView;
  readonly frozen: boolean;
  readonly tell: Tell;
}): JSX.Element | null {
  const { decided } = props.view;
  if (decided.length === 0) return null;
  return (
    <section class="block" aria-labelledby="decided">
      <h2 id="decided">{say("triage-decided")}</h2>
      <ul class="cards">
        {decided.map((one) => (
          <li key={one.number} class="card">
            <p class="card-title">
              <Go page="triage" id={String(one.number)}>
                {one.subject}
              </Go>
            </p>
            <p class="quiet">
              {[
                say("triage-number", { number: one.number }),
                one.sentence,
                one.at === null ? "" : when(new Date(one.at), new Date()),
              ]
                .filter(Boolean)
                .join(" · ")}
            </p>
            {one.undoable && !props.frozen ? (
              <div class="actions tight">
                <Undo here={props.here} number={one.number} tell={props.tell} />
              </div>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
