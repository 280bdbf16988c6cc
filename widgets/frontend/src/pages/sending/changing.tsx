/** A document that is to be replaced, after a last look, or withdrawn. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { say } from "../../engine/text.ts";
import type { PreviewView, SendingView } from "../../generated/models.ts";
import { Told, useAct } from "../../ui/acting.tsx";
import { ask } from "../../ui/asking.ts";
import { Inside } from "../../ui/framed.tsx";
import type { Here } from "../../ui/hooks.ts";
import { Panel, Sure } from "../../ui/panel.tsx";
import { Button } from "../../ui/states.tsx";
import type { Tell } from "../../ui/word.tsx";

interface ChangingProps {
  readonly here: Here;
  readonly sending: SendingView;
  readonly number: number;
  readonly tell: Tell;
}
type Inside = ChangingProps & { readonly done: () => void };

export function Changing(props: ChangingProps): JSX.Element {
  const { number } = props;
  const { title } = props.sending;
  return (
    <>
      <Panel open={say("sending-replace")} label={say("sending-replace-of", { number, title })}>
        {(done) => <Replace {...props} done={done} />}
      </Panel>
      <Panel open={say("sending-withdraw")} label={say("sending-withdraw-of", { number, title })}>
        {(done) => <Withdraw {...props} done={done} />}
      </Panel>
    </>
  );
}

/** To whom it lacks, as it was: nothing in it is to be looked at again. */
export function Again({ here, sending, number, tell }: ChangingProps): JSX.Element {
  const act = useAct(async () => {
    const answer = await ask(here, "sending/again", { sending: sending.id });
    tell(
      answer.ok
        ? { kind: "good", text: answer.value.sentence }
        : { kind: "problem", text: answer.problem.sentence },
    );
    return answer;
  });
  const label = say("sending-again-of", { number, title: sending.title });
  return (
    <Button main busy={act.busy} onPress={act.go} label={label}>
      {say("sending-again")}
    </Button>
  );
}

function Withdraw({ here, sending, tell, done }: Inside): JSX.Element {
  const act = useAct(async () => {
    const answer = await ask(here, "sending/withdraw", { sending: sending.id });
    done();
    tell(
      answer.ok
        ? { kind: "good", text: answer.value.sentence }
        : { kind: "problem", text: answer.problem.sentence },
    );
    return answer;
  });
  return (
    <Sure
      question={say("sending-withdraw-sure", { title: sending.title })}
      yes={say("sending-withdraw-yes")}
      no={say("sending-cancel")}
      busy={act.busy}
      onYes={act.go}
      onNo={done}
    />
  );
}

function Replace(props: Inside): JSX.Element {
  const { here, sending, done } = props;
  const [text, setText] = useState("");
  const [preview, setPreview] = useState<PreviewView | null>(null);
  const look = useAct(async () => {
    const answer = await ask(here, "sending/preview", { sending: sending.id, text });
    if (answer.ok) setPreview(answer.value);
    return answer;
  });
  if (preview !== null) {
    return <Check {...props} text={text} preview={preview} back={() => setPreview(null)} />;
  }
  return (
    <form
      class="block"
      onSubmit={(event) => {
        event.preventDefault();
        look.go();
      }}
    >
      <p class="quiet">{say("sending-replace-lead")}</p>
      <label>
        {say("sending-text")}
        <textarea
          rows={5}
          maxLength={20_000}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <div class="actions">
        <Button main busy={look.busy} onPress={look.go}>
          {say("sending-look")}
        </Button>
        <Button onPress={done}>{say("sending-cancel")}</Button>
      </div>
      {look.answer?.ok === false ? <Told answer={look.answer} sentence={() => ""} /> : null}
    </form>
  );
}

function Check(
  props: Inside & {
    readonly text: string;
    readonly preview: PreviewView;
    readonly back: () => void;
  },
): JSX.Element {
  const { here, sending, text, preview, tell, done, back } = props;
  const act = useAct(async () => {
    const answer = await ask(here, "sending/replace", { sending: sending.id, text });
    if (answer.ok) done();
    tell(
      answer.ok
        ? { kind: "good", text: answer.value.sentence }
        : { kind: "problem", text: answer.problem.sentence },
    );
    return answer;
  });
  const lines = [
    [say("sending-to"), preview.to.join(" ; ")],
    [say("sending-sender"), preview.sender],
    [say("sending-kind"), preview.kind],
    [say("sending-identity"), preview.identity],
    [say("sending-size"), preview.size],
    [say("sending-text"), preview.text],
  ];
  return (
    <div class="block">
      <h3>{say("sending-check")}</h3>
      <dl class="traits">
        {lines.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd class="words">{value}</dd>
          </div>
        ))}
      </dl>
      <div class="actions">
        <Button main grab busy={act.busy} onPress={act.go}>
          {say("sending-send")}
        </Button>
        <Button onPress={back}>{say("sending-edit")}</Button>
        <Button onPress={done}>{say("sending-cancel")}</Button>
      </div>
    </div>
  );
}
