/** Where the focus goes when what had it has left the list: to the task that takes its place. */

import { useLayoutEffect, useRef } from "preact/hooks";

/** `names` are the ids of what is listed, in order; the function given is told what one acts on. */
export function useFocusOn(names: readonly string[]): (name: string) => void {
  const left = useRef<{ readonly name: string; readonly rank: number } | null>(null);
  useLayoutEffect(() => {
    const wanted = left.current;
    if (wanted === null || isSomewhere()) return;
    const name = names.includes(wanted.name) ? wanted.name : names[Math.min(wanted.rank, names.length - 1)];
    const card = name === undefined ? null : document.getElementById(name);
    const next = card?.querySelector("button") ?? document.getElementById("day-title");
    left.current = null;
    next?.focus();
  });
  return (name) => {
    left.current = { name, rank: Math.max(names.indexOf(name), 0) };
  };
}

const isSomewhere = (): boolean =>
  document.activeElement !== null && document.activeElement !== document.body;
