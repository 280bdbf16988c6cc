/** What every page has: its title, a line under it, and how it waits, fails, and shows its view. */

import type { ComponentChildren, JSX } from "preact";
import { useEffect } from "preact/hooks";
import { say } from "../engine/text.ts";
import type { Shown, Since } from "./hooks.ts";
import { Failed, Loading } from "./states.tsx";

interface FramedProps<View> {
  readonly title: string;
  /** The title has it, and takes the focus. */
  readonly id?: string;
  readonly class?: string;
  readonly lead: ComponentChildren;
  readonly shown: Shown<View>;
  readonly children: (view: View, since: Since | null) => JSX.Element;
}

export function Framed<View>(props: FramedProps<View>): JSX.Element {
  const { title, id, lead, shown, children } = props;
  useEffect(() => {
    document.title = `${title} – ${say("brand")}`;
  }, [title]);
  return (
    <div class={props.class ?? "page"}>
      <header>
        {id === undefined ? (
          <h1>{title}</h1>
        ) : (
          <h1 tabIndex={-1} id={id}>
            {title}
          </h1>
        )}
        {lead === null ? null : <p class="quiet">{lead}</p>}
      </header>
      <Inside shown={shown}>{children}</Inside>
    </div>
  );
}

/** The view once it is there; until then why it is not. */
export function Inside<View>(props: {
  readonly shown: Shown<View>;
  readonly children: (view: View, since: Since | null) => JSX.Element;
}): JSX.Element {
  const { state, reload } = props.shown;
  if (state.kind === "loading") return <Loading />;
  if (state.kind === "problem") {
    return <Failed problem={state.problem} again={() => void reload()} />;
  }
  return props.children(state.view, state.since);
}
