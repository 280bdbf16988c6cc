/** What opens in place to be filled in, and what is asked again before it is done. */

import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "./states.tsx";

/** A button that opens a form where it is; the focus comes back to it. */
export function Panel(props: {
  readonly open: string;
  readonly label?: string;
  readonly children: (done: () => void) => ComponentChildren;
}): JSX.Element {
  const [opened, setOpened] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  if (opened) {
    return (
      <div class="card inner" role="group" aria-label={props.label ?? props.open}>
        {props.children(() => {
          setWasOpen(true);
          setOpened(false);
        })}
      </div>
    );
  }
  const label = props.label === undefined ? {} : { label: props.label };
  return (
    <Button {...label} grab={wasOpen} onPress={() => setOpened(true)}>
      {props.open}
    </Button>
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
