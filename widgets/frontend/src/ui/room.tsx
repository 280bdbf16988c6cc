/** A link to a conversation: Element itself goes there when it shows us, else the telephone does. */

import type { ComponentChildren, JSX } from "preact";
import { clientNow } from "../engine/widget.ts";

export function RoomLink(props: {
  readonly address: string;
  readonly class?: string;
  readonly label?: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { address } = props;
  return (
    <a
      href={address}
      class={props.class}
      aria-label={props.label}
      target="_blank"
      rel="noopener noreferrer"
      onClick={(event) => {
        const client = clientNow();
        if (client === null) return;
        event.preventDefault();
        void client.navigate(address).then((went) => {
          if (!went) open(address, "_blank", "noopener");
        });
      }}
    >
      {props.children}
    </a>
  );
}
