/** What somebody decides of a letter; what came of it is said above, once the card may be gone. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { say } from "../../engine/text.ts";
import type { CandidateView, WaitingView } from "../../generated/models.ts";
import { useAct } from "../../ui/acting.tsx";
import { ask } from "../../ui/asking.ts";
import { Choose, Line } from "../../ui/fields.tsx";
import type { Here } from "../../ui/hooks.ts";
import { Panel, Sure } from "../../ui/panel.tsx";
import { Button } from "../../ui/states.tsx";
import type { Tell } from "../../ui/word.tsx";

type Plain = "triage/keep" | "triage/undo" | "triage/release" | "triage/circle";

interface ActProps {
  readonly here: Here;
  readonly letter: WaitingView;
  readonly tell: Tell;
}

const CODES = [
  { code: 0, label: say("triage-code-0") },
  { code: 901, label: say("triage-code-901") },
  { code: 902, label: say("triage-code-902") },
  { code: 903, label: say("triage-code-903") },
  { code: 904, label: say("triage-code-904") },
  { code: 905, label: say("triage-code-905") },
  { code: 906, label: say("triage-code-906") },
] as const;
type Code = (typeof CODES)[number]["code"];

function One(props: {
  readonly here: Here;
  readonly name: Plain;
  readonly number: number;
  readonly tell: Tell;
  readonly label: string;
  readonly children: string;
}): JSX.Element {
  const { here, name, number, tell } = props;
  const act = useAct(async () => {
    const answer = await ask(here, name, { number });
    tell(
      answer.ok
        ? { kind: "good", text: answer.value.sentence }
        : { kind: "problem", text: answer.problem.sentence },
    );
    return answer;
  });
  return (
    <Button label={props.label} busy={act.busy} onPress={act.go}>
      {props.children}
    </Button>
  );
}

export function Undo(props: {
  readonly here: Here;
  readonly number: number;
  readonly tell: Tell;
}): JSX.Element {
  const { number } = props;
  return (
    <One {...props} name="triage/undo" label={say("triage-undo-of", { number })}>
      {say("triage-undo")}
    </One>
  );
}

/** Everything but filing. */
export function Acts({ here, letter, tell }: ActProps): JSX.Element {
  const { number } = letter;
  const common = { here, number, tell };
  return (
    <div class="actions tight">
      {letter.quarantined ? (
        letter.releasable ? (
          <One {...common} name="triage/release" label={say("triage-release-of", { number })}>
            {say("triage-release")}
          </One>
        ) : (
          <p class="quiet">{say("triage-must-stay")}</p>
        )
      ) : (
        <One {...common} name="triage/keep" label={say("triage-keep-of", { number })}>
          {say("triage-keep")}
        </One>
      )}
      {letter.circle_possible ? (
        <One {...common} name="triage/circle" label={say("triage-circle-of", { number })}>
          {say("triage-circle")}
        </One>
      ) : null}
      <Panel open={say("triage-discard")} label={say("triage-discard-of", { number })}>
        {(done) => <Discard here={here} letter={letter} tell={tell} done={done} />}
      </Panel>
    </div>
  );
}

function Discard(props: ActProps & { readonly done: () => void }): JSX.Element {
  const { here, letter, tell, done } = props;
  const [reason, setReason] = useState("");
  const [code, setCode] = useState<Code>(0);
  const act = useAct(async () => {
    const answer = await ask(here, "triage/discard", { number: letter.number, reason, code });
    if (answer.ok) {
      done();
      tell({ kind: "good", text: answer.value.sentence });
    } else {
      tell({ kind: "problem", text: answer.problem.sentence });
    }
    return answer;
  });
  return (
    <form
      class="block"
      onSubmit={(event) => {
        event.preventDefault();
        act.go();
      }}
    >
      <p class="quiet">
        {say(letter.quarantined ? "triage-reason-aside" : "triage-reason-lead")}
      </p>
      <Line
        grab
        most={300}
        label={say("triage-reason")}
        hint={say("triage-reason-hint")}
        value={reason}
        onInput={setReason}
      />
      {letter.quarantined ? null : (
        <Choose
          label={say("triage-code")}
          value={String(code)}
          options={CODES.map((one) => ({ value: String(one.code), label: one.label }))}
          onChange={(value) => {
            setCode(CODES.find((one) => String(one.code) === value)?.code ?? 0);
          }}
        />
      )}
      <div class="actions">
        <Button danger busy={act.busy} onPress={act.go}>
          {say("triage-discard-yes")}
        </Button>
        <Button onPress={done}>{say("triage-cancel")}</Button>
      </div>
    </form>
  );
}

export function FileHere(props: ActProps & { readonly candidate: CandidateView }): JSX.Element {
  const { letter, candidate } = props;
  const { number } = letter;
  const { name, choice } = candidate;
  return (
    <Panel open={say("triage-file")} label={say("triage-file-of", { number, name, choice })}>
      {(done) => <FileSure {...props} done={done} />}
    </Panel>
  );
}

function FileSure(
  props: ActProps & { readonly candidate: CandidateView; readonly done: () => void },
): JSX.Element {
  const { here, letter, candidate, tell, done } = props;
  const act = useAct(async () => {
    const form = { number: letter.number, choice: candidate.choice };
    const answer = await ask(here, "triage/file", form);
    done();
    tell(
      answer.ok
        ? { kind: "good", text: answer.value.sentence }
        : { kind: "problem", text: answer.problem.sentence },
    );
    return answer;
  });
  const who = [candidate.name, candidate.born].filter(Boolean).join(", ");
  return (
    <Sure
      question={say("triage-file-sure", { name: who })}
      yes={say("triage-file-yes")}
      no={say("triage-cancel")}
      busy={act.busy}
      onYes={act.go}
      onNo={done}
    />
  );
}
