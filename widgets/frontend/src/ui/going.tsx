/** Going from page to page without leaving: the door stays open, and Element goes on showing us. */

import type { ComponentChildren, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { placeOf, type Place } from "./place.ts";

export type Where = Pick<Place, "page" | "id">;

const MOVED = "cercle-moved";

/** The address of a page; what Element added to ours is kept. */
export function addressOf({ page, id }: Where): string {
  const path = id === null ? page : `${page}/${id}`;
  return `/pages/${path}${location.search}${location.hash}`;
}

export function go(where: Where): void {
  history.pushState(null, "", addressOf(where));
  dispatchEvent(new Event(MOVED));
  scrollTo(0, 0);
  document.getElementById("content")?.focus();
}

/** Where the person is now. */
export function useWhere(first: Where): Where {
  const [where, setWhere] = useState<Where>(first);
  useEffect(() => {
    const look = (): void => setWhere(placeOf(location));
    addEventListener("popstate", look);
    addEventListener(MOVED, look);
    return () => {
      removeEventListener("popstate", look);
      removeEventListener(MOVED, look);
    };
  }, []);
  return where;
}

/** A link to another of our pages. */
export function Go(props: {
  readonly page: string;
  readonly id?: string;
  readonly class?: string;
  readonly label?: string;
  readonly here?: boolean;
  readonly children: ComponentChildren;
}): JSX.Element {
  const where = { page: props.page, id: props.id ?? null };
  return (
    <a
      href={addressOf(where)}
      class={props.class}
      aria-label={props.label}
      aria-current={props.here === true ? "page" : undefined}
      onClick={(event) => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go(where);
      }}
    >
      {props.children}
    </a>
  );
}
