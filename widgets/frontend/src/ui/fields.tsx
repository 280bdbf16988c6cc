/** What people fill in: one line, several lines, one of several choices, yes or no. */

import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

export interface Option {
  readonly value: string;
  readonly label: string;
}

export function Line(props: {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly most?: number;
  readonly type?: "text" | "tel" | "date" | "search";
  readonly hint?: string;
  /** Takes the focus when it appears. */
  readonly grab?: boolean;
}): JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (props.grab === true) field.current?.focus();
  }, []);
  return (
    <label>
      {props.label}
      <input
        ref={field}
        type={(props.type ?? "text") as "text"}
        autocomplete="off"
        maxLength={props.most ?? 200}
        value={props.value}
        placeholder={props.hint}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </label>
  );
}

export function Choose(props: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
}): JSX.Element {
  return (
    <label>
      {props.label}
      <select value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)}>
        {props.options.map((one) => (
          <option key={one.value} value={one.value} selected={one.value === props.value}>
            {one.label}
          </option>
        ))}
      </select>
    </label>
  );
}

export function Tick(props: {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}): JSX.Element {
  return (
    <label class="tick">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <span>{props.label}</span>
    </label>
  );
}
