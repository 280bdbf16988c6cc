/** A letter that waits: why, from whom, and whom it may be about, what differs said in words. */

import type { JSX } from "preact";
import { say, when } from "../../engine/text.ts";
import type { CandidateView, SenderView, TraitView, WaitingView } from "../../generated/models.ts";
import { Go } from "../../ui/going.tsx";
import type { Here } from "../../ui/hooks.ts";
import type { Tell } from "../../ui/word.tsx";
import { Acts, FileHere } from "./acts.tsx";
import "../../style/chart.css";

interface WaitingProps {
  readonly here: Here;
  readonly letter: WaitingView;
  readonly frozen: boolean;
  readonly tell: Tell;
}

export function WaitingCard(props: WaitingProps & { readonly mailbox: string }): JSX.Element {
  const { letter, mailbox } = props;
  const { number } = letter;
  const facts = [
    say("triage-number", { number }),
    mailbox,
    when(new Date(letter.received_at), new Date()),
  ];
  return (
    <li class="card">
      <h2 class="card-title">
        <Go page="triage" id={String(number)}>
          {letter.subject}
        </Go>
        {letter.quarantined ? <span class="mark late">{say("triage-quarantine")}</span> : null}
      </h2>
      <p class="quiet">{facts.filter(Boolean).join(" · ")}</p>
      <p class="notice warn">{letter.reason}</p>
      <Sender sender={letter.sender} />
      {letter.papers.map((one, rank) => (
        <p key={rank}>
          {say("triage-document", { label: one.label })}
          {one.cautions.map((text) => (
            <span key={text} class="mark late">
              {text}
            </span>
          ))}
        </p>
      ))}
      <Deciding {...props} />
    </li>
  );
}

export function Sender({ sender }: { readonly sender: SenderView }): JSX.Element {
  const known = sender.name !== sender.address;
  return (
    <>
      <p>
        {say("triage-from", { name: sender.name })}{" "}
        <span class="quiet">
          {[known ? sender.address : "", say(sender.verified ? "triage-verified" : "triage-stranger")]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </p>
      {sender.spoofed === "" ? null : (
        <p class="alert">
          <span aria-hidden="true">⚠ </span>
          {sender.spoofed}
        </p>
      )}
    </>
  );
}

/** Whom it may be about, and what may be done of it. */
export function Deciding(props: WaitingProps): JSX.Element {
  const { letter, frozen } = props;
  return (
    <>
      {letter.candidates.length > 0 || letter.quarantined ? null : (
        <>
          <p>{say("triage-nobody")}</p>
          <Says says={letter.says} />
        </>
      )}
      {letter.candidates.length === 0 ? null : (
        <ol class="cards candidates">
          {letter.candidates.map((one) => (
            <Candidate key={one.choice} {...props} candidate={one} />
          ))}
        </ol>
      )}
      {frozen ? null : <Acts {...props} />}
    </>
  );
}

function Says({ says }: { readonly says: readonly TraitView[] }): JSX.Element | null {
  if (says.length === 0) return null;
  return (
    <div>
      <p class="quiet">{say("triage-says")}</p>
      <dl class="traits">
        {says.map((one) => (
          <div key={one.label}>
            <dt>{one.label}</dt>
            <dd>{one.theirs}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Candidate(props: WaitingProps & { readonly candidate: CandidateView }): JSX.Element {
  const { letter, candidate, frozen } = props;
  const { name, choice, traits } = candidate;
  const same = traits.filter((one) => one.mark === "same");
  const others = traits.filter((one) => one.mark !== "same");
  if (name === "") {
    return (
      <li class="card inner">
        <p>{say("triage-candidate", { number: choice, name: say("triage-gone") })}</p>
      </li>
    );
  }
  return (
    <li class="card inner">
      <h3 class="card-title">
        <span>{say("triage-candidate", { number: choice, name })}</span>
        <span class="quiet">{[candidate.born, candidate.grade].filter(Boolean).join(" · ")}</span>
      </h3>
      {others.length === 0 ? null : (
        <Compared traits={others} name={name} number={letter.number} />
      )}
      {same.length === 0 ? null : (
        <p class="quiet">
          {say("triage-equal", { names: same.map((one) => decapitalised(one.label)).join(", ") })}
        </p>
      )}
      <p class="quiet">{candidate.standing.join(" · ")}</p>
      {candidate.fileable && !frozen ? (
        <div class="actions tight">
          <FileHere {...props} />
        </div>
      ) : null}
    </li>
  );
}

function Compared(props: {
  readonly traits: readonly TraitView[];
  readonly name: string;
  readonly number: number;
}): JSX.Element {
  return (
    <table class="compared">
      <caption class="unseen">
        {say("triage-compared", { name: props.name, number: props.number })}
      </caption>
      <thead>
        <tr>
          <th scope="col">{say("triage-trait")}</th>
          <th scope="col">{say("triage-theirs")}</th>
          <th scope="col">{say("triage-ours")}</th>
        </tr>
      </thead>
      <tbody>
        {props.traits.map((one) => (
          <tr key={one.label}>
            <th scope="row">
              {one.label} <span class={`word ${one.mark}`}>{one.word}</span>
            </th>
            <td>{one.theirs}</td>
            <td>{one.ours}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** `INS` stays as it is. */
const decapitalised = (label: string): string =>
  label === label.toUpperCase() ? label : label.charAt(0).toLowerCase() + label.slice(1);
