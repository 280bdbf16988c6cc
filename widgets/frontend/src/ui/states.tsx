/** What a page shows when it has nothing to show yet, or cannot. */

import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Problem } from "../engine/problem.ts";
import { say } from "../engine/text.ts";

export function Loading(): JSX.Element {
  return (
    <div class="waiting" role="status">
      <p class="quiet">{say("loading")}</p>
      <div class="bone" />
      <div class="bone" />
    </div>
  );
}

export function Failed(props: {
  readonly problem: Problem;
  readonly again: () => void;
}): JSX.Element {
  return (
    <div class="block" role="alert">
      <h2>{say("problem-title")}</h2>
      <p class="notice problem">{props.problem.sentence}</p>
      <div class="actions">
        <Button main onPress={props.again}>
          {say("try-again")}
        </Button>
      </div>
    </div>
  );
}

/** A sentence that a screen reader says when it comes. */
export function Notice(props: { readonly text: string; readonly kind?: "good" | "problem" | "warn" }) {
  return (
    <p class={`notice ${props.kind ?? ""}`} role="status">
      {props.text}
    </p>
  );
}

/** A button that cannot be pressed twice while it works, and keeps the focus. */
export function Button(props: {
  readonly children: ComponentChildren;
  readonly onPress?: () => void;
  /** Sends the form that it is in, as the Enter key does. */
  readonly submit?: boolean;
  readonly label?: string;
  readonly main?: boolean;
  readonly danger?: boolean;
  readonly busy?: boolean;
  /** Whether what it opens is open. */
  readonly expanded?: boolean;
  /** Takes the focus when it appears: what had it has just gone. */
  readonly grab?: boolean;
}): JSX.Element {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (props.grab === true) button.current?.focus();
  }, []);
  const look = [props.main ? "main" : "", props.danger ? "danger" : ""].join(" ").trim();
  return (
    <button
      type={props.submit === true ? "submit" : "button"}
      ref={button}
      class={look}
      aria-label={props.label}
      aria-disabled={props.busy === true}
      aria-expanded={props.expanded}
      onClick={() => {
        if (props.busy !== true) props.onPress?.();
      }}
    >
      {props.children}
    </button>
  );
}
