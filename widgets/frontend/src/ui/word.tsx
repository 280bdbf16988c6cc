/** What is said of the last act, at one place of the page: what had the focus may be gone. */

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { Notice } from "./states.tsx";

/** What was said; it outlives the card that it was about. */
export interface Word {
  readonly kind: "good" | "problem";
  readonly text: string;
}

export type Tell = (word: Word) => void;

/** The place, and how to say something there: the page is asked again, the focus goes there. */
export function useWord(reload: () => void): {
  readonly tell: Tell;
  readonly place: JSX.Element;
} {
  const [word, setWord] = useState<Word | null>(null);
  const spot = useRef<HTMLDivElement>(null);
  const tell = (said: Word): void => {
    setWord(said);
    reload();
    spot.current?.focus();
    spot.current?.scrollIntoView({ block: "center" });
  };
  const place = (
    <div ref={spot} tabIndex={-1} class="spot">
      {word === null ? <Notice text="" /> : <Notice kind={word.kind} text={word.text} />}
    </div>
  );
  return { tell, place };
}
