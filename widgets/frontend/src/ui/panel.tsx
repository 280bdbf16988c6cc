/** What opens in place to be filled in, and what is asked again before it is done. */

import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Button, Notice } from "./states.tsx";

/** Closes the form; the sentence, if any, says what came of it. */
export type Finish = (sentence?: string) => void;

const FIELDS = "input, select, textarea, button";

/** A button that opens a form where it is; the focus goes into it, and comes back to the button. */
export function Panel(props: {
  readonly open: string;
  readonly label?: string;
  readonly children: (done: Finish) => ComponentChildren;
}): JSX.Element {
  const [opened, setOpened] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  const [said, setSaid] = useState("");
  const form = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const box = form.current;
    if (box === null || box.contains(document.activeElement)) return;
    box.querySelector<HTMLElement>(FIELDS)?.focus();
  }, [opened]);
  const done: Finish = (sentence = "") => {
    setSaid(sentence);
    setWasOpen(true);
    setOpened(false);
  };
  if (opened) {
    return (
      <div
        ref={form}
        class="card inner"
        role="group"
        aria-label={props.label ?? props.open}
        onKeyDown={(event) => {
          if (event.key === "Escape") done();
        }}
      >
        {props.children(done)}
      </div>
    );
  }
  const label = props.label === undefined ? {} : { label: props.label };
  return (
    <>
      <Button {...label} grab={wasOpen} onPress={() => setOpened(true)}>
        {props.open}
      </Button>
      {said === "" ? null : <Notice kind="good" text={said} />}
    </>
  );
}

/** A question before something that cannot be undone lightly. */
export function Sure(props: {
  readonly question: string;
  readonly yes: string;
  readonly no: string;
  readonly busy: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
}): JSX.Element {
  return (
    <>
      <p>{props.question}</p>
      <div class="actions">
        <Button danger onPress={props.onYes} busy={props.busy}>
          {props.yes}
        </Button>
        <Button grab onPress={props.onNo}>
          {props.no}
        </Button>
      </div>
    </>
  );
}
