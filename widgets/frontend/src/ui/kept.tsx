/** What a page says of the network, of what waits on this device, and of what came of it. */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { say, when } from "../engine/text.ts";
import { dropTold, keepTold, toldTo } from "../engine/views.ts";
import type { Outbox, Since } from "./hooks.ts";
import { Button, Notice } from "./states.tsx";

/** When what is shown was known, and why nothing newer came. */
export function Aged({ since }: { readonly since: Since | null }): JSX.Element {
  if (since === null) return <Notice text="" />;
  const known = { when: when(since.at, new Date()) };
  const { code, sentence } = since.problem;
  const text = code === "network" ? say("offline", known) : `${sentence} ${say("as-known", known)}`;
  return <Notice kind="warn" text={text} />;
}

export function Kept(props: { readonly since: Since | null; readonly outbox: Outbox }): JSX.Element {
  const { since, outbox } = props;
  const waits = outbox.edits.length;
  return (
    <>
      <Aged since={since} />
      <Notice
        kind="warn"
        text={waits === 0 ? "" : `${say("waiting-edits", { count: waits })}. ${say("kept-here")}`}
      />
      <Told outbox={outbox} />
    </>
  );
}

/** What the server said of edits stays until it was read, even if its author goes elsewhere
 * meanwhile: it may be about other people's work. */
function Told(props: { readonly outbox: Outbox }): JSX.Element {
  const [sentences, setSentences] = useState<readonly string[]>([]);
  const { person, outcomes } = props.outbox;
  useEffect(() => {
    const told = outcomes.flatMap((one) => (one.sentence === "" ? [] : [one.sentence]));
    const kept = told.length === 0 ? Promise.resolve() : keepTold(person, told);
    void kept.then(() => toldTo(person)).then(setSentences);
  }, [person, outcomes]);
  return (
    <div class="block told" role="status">
      {sentences.length === 0 ? null : (
        <>
          <ul class="notice warn sentences">
            {sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <div class="actions">
            <Button
              onPress={() => {
                setSentences([]);
                void dropTold(person);
                document.getElementById("content")?.focus();
              }}
            >
              {say("told-read")}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
