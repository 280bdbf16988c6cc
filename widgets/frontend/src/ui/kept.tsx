/** What a page says of the network, of what waits on this device, and of what came of it. */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { say, when } from "../engine/text.ts";
import type { Outbox } from "./hooks.ts";
import { Button, Notice } from "./states.tsx";

/** `since`: what is shown was known then. */
export function Kept(props: { readonly since: Date | null; readonly outbox: Outbox }): JSX.Element {
  const { since, outbox } = props;
  const waits = outbox.edits.length;
  return (
    <>
      <Notice
        kind="warn"
        text={since === null ? "" : say("offline", { when: when(since, new Date()) })}
      />
      <Notice
        kind="warn"
        text={waits === 0 ? "" : `${say("waiting-edits", { count: waits })}. ${say("kept-here")}`}
      />
      <Told outbox={outbox} />
    </>
  );
}

/** What the server said of edits stays until it was read: it may be about other people's work. */
function Told(props: { readonly outbox: Outbox }): JSX.Element {
  const [sentences, setSentences] = useState<readonly string[]>([]);
  const { outcomes } = props.outbox;
  useEffect(() => {
    const told = outcomes.flatMap((one) => (one.sentence === "" ? [] : [one.sentence]));
    if (told.length > 0) setSentences((before) => [...new Set([...before, ...told])]);
  }, [outcomes]);
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
