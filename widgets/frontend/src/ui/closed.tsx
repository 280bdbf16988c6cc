/** A page that is open to nobody: why, and how to open it. */

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { secretIn } from "../engine/entering.ts";
import type { Problem } from "../engine/problem.ts";
import { say } from "../engine/text.ts";
import { Button, Notice } from "./states.tsx";

export function Closed(props: {
  readonly problem: Problem;
  readonly onSecret: (secret: string) => void;
  /** Inside Element no link is needed: it says again who the person is. */
  readonly again: (() => void) | null;
}): JSX.Element {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    title.current?.focus();
  }, []);
  return (
    <div class="page">
      <header>
        <h1 tabIndex={-1} ref={title}>
          {say("sign-in-title")}
        </h1>
        {props.again === null ? <p>{say("sign-in-lead")}</p> : null}
      </header>
      <Notice kind="warn" text={props.problem.sentence} />
      {props.again === null ? (
        <PasteLink onSecret={props.onSecret} />
      ) : (
        <div class="actions">
          <Button main onPress={props.again}>
            {say("try-again")}
          </Button>
        </div>
      )}
    </div>
  );
}

/** For pages on the home screen, which links do not open. */
function PasteLink(props: { readonly onSecret: (secret: string) => void }): JSX.Element {
  const [link, setLink] = useState("");
  const [wrong, setWrong] = useState(false);
  const open = (): void => {
    const secret = secretIn(link.trim());
    setWrong(secret === null);
    if (secret !== null) props.onSecret(secret);
  };
  return (
    <form
      class="block"
      onSubmit={(event) => {
        event.preventDefault();
        open();
      }}
    >
      <label>
        {say("paste-link")}
        <input
          type="url"
          autocomplete="off"
          value={link}
          aria-invalid={wrong}
          aria-describedby="wrong-link"
          onInput={(event) => setLink(event.currentTarget.value)}
        />
      </label>
      <p class="notice problem" id="wrong-link" role="status">
        {wrong ? say("wrong-link") : ""}
      </p>
      <div class="actions">
        <Button main onPress={open}>
          {say("open-link")}
        </Button>
      </div>
    </form>
  );
}
