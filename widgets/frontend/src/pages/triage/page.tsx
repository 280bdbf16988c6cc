/** « À classer »: what waits in one's mailboxes, and what was decided of lately. */

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { say, when } from "../../engine/text.ts";
import { CALLS } from "../../generated/calls.ts";
import type { TriageView } from "../../generated/models.ts";
import { ask } from "../../ui/asking.ts";
import { Go } from "../../ui/going.tsx";
import { useView, type Here, type Since } from "../../ui/hooks.ts";
import { Aged } from "../../ui/kept.tsx";
import { Failed, Loading, Notice } from "../../ui/states.tsx";
import { Undo } from "./acts.tsx";
import { LetterPage } from "./letter.tsx";
import { WaitingCard } from "./waiting.tsx";
import "./triage.css";

const SHOW = "triage/show";

/** What was said of the last act; it outlives the card that it was about. */
export interface Word {
  readonly kind: "good" | "problem";
  readonly text: string;
}

export function TriagePage(props: { readonly here: Here; readonly id: string | null }): JSX.Element {
  const number = Number(props.id);
  return props.id !== null && Number.isSafeInteger(number) && number > 0 ? (
    <LetterPage here={props.here} number={number} />
  ) : (
    <ListPage here={props.here} />
  );
}

function ListPage({ here }: { readonly here: Here }): JSX.Element {
  const { state, reload } = useView(here, SHOW, CALLS[SHOW], {}, (view) => view.topics);
  useEffect(() => {
    document.title = `${say("triage-title")} – ${say("brand")}`;
    // Patients who came to be known since are offered too; the page hears of it.
    void ask(here, "triage/refresh", {});
  }, [here]);
  return (
    <div class="page">
      <header>
        <h1>{say("triage-title")}</h1>
        <p class="quiet">{say("triage-lead")}</p>
      </header>
      {state.kind === "loading" ? (
        <Loading />
      ) : state.kind === "problem" ? (
        <Failed problem={state.problem} again={reload} />
      ) : (
        <Shown here={here} view={state.view} since={state.since} reload={reload} />
      )}
    </div>
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
  const { word, tell, spot } = useWord(reload);
  const shown = view.waiting.filter((one) => mailbox === "" || one.mailbox === mailbox);
  const frozen = since !== null;
  const names = new Map(view.mailboxes.map((one) => [one.address, one.name]));
  const many = view.mailboxes.length > 1;
  return (
    <>
      <Aged since={since} />
      <div ref={spot} tabIndex={-1} class="spot">
        {word === null ? <Notice text="" /> : <Notice kind={word.kind} text={word.text} />}
      </div>
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

/** Where the last word is said: the focus goes there, since what had it may be gone. */
export function useWord(reload: () => void): {
  readonly word: Word | null;
  readonly tell: (word: Word) => void;
  readonly spot: { readonly current: HTMLDivElement | null };
} {
  const [word, setWord] = useState<Word | null>(null);
  const spot = useRef<HTMLDivElement>(null);
  const tell = (said: Word): void => {
    setWord(said);
    reload();
    spot.current?.focus();
    spot.current?.scrollIntoView({ block: "center" });
  };
  return { word, tell, spot };
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
  readonly tell: (word: Word) => void;
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
