/** A document looked at in the page: turned, enlarged, saved, by finger or by keyboard. */

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Problem } from "../engine/problem.ts";
import type { Fetched } from "../engine/server.ts";
import { say } from "../engine/text.ts";
import type { Result } from "../engine/validation.ts";
import { openPdf, openPicture, type Sheets } from "./drawing.ts";
import { save } from "./saving.ts";
import { Button, Notice } from "./states.tsx";
import "../style/viewer.css";

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4] as const;

interface ViewerProps {
  readonly name: string;
  readonly kind: "pdf" | "picture";
  /** Asks for the file: whoever looks is checked each time. */
  readonly fetch: () => Promise<Result<Fetched, Problem>>;
  readonly onClose: () => void;
}

type Opening =
  | { readonly kind: "opening" }
  | { readonly kind: "problem"; readonly sentence: string; readonly file: Fetched | null }
  | { readonly kind: "open"; readonly sheets: Sheets; readonly file: Fetched };

export function Viewer(props: ViewerProps): JSX.Element {
  const { name, kind } = props;
  const [opening, setOpening] = useState<Opening>({ kind: "opening" });
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let left = false;
    let sheets: Sheets | null = null;
    const open = async (): Promise<void> => {
      const answer = await props.fetch();
      if (left) return;
      if (!answer.ok) {
        setOpening({ kind: "problem", sentence: answer.problem.sentence, file: null });
        return;
      }
      const file = answer.value;
      try {
        sheets = await (kind === "pdf" ? openPdf(file.bytes) : openPicture(file.bytes));
        if (left) sheets.close();
        else setOpening({ kind: "open", sheets, file });
      } catch {
        if (!left) setOpening({ kind: "problem", sentence: say("viewer-unreadable"), file });
      }
    };
    void open();
    frame.current?.focus();
    return () => {
      left = true;
      sheets?.close();
    };
  }, []);
  const file = opening.kind === "opening" ? null : opening.file;
  return (
    <div
      class="card inner viewer"
      role="group"
      aria-label={name}
      tabIndex={-1}
      ref={frame}
      onKeyDown={(event) => {
        if (event.key === "Escape") props.onClose();
      }}
    >
      {opening.kind === "opening" ? (
        <Notice text={say("viewer-opening", { name })} />
      ) : opening.kind === "problem" ? (
        <Notice kind="problem" text={opening.sentence} />
      ) : (
        <Pages name={name} sheets={opening.sheets} />
      )}
      <div class="actions tight">
        {file === null ? null : (
          <Button onPress={() => save(file)}>{say("viewer-save")}</Button>
        )}
        <Button onPress={props.onClose}>{say("viewer-close")}</Button>
      </div>
      {file === null ? null : <p class="quiet">{say("viewer-lead")}</p>}
    </div>
  );
}

function Pages({ name, sheets }: { readonly name: string; readonly sheets: Sheets }): JSX.Element {
  const [page, setPage] = useState(1);
  const [zoom, setZoom] = useState(1);
  const [text, setText] = useState("");
  const [broken, setBroken] = useState(false);
  const sheet = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(sheet);
  useEffect(() => {
    const drawn = canvas.current;
    if (drawn === null || width === 0) return undefined;
    let left = false;
    sheets.draw(page, drawn, width * zoom).then(
      (found) => left || (setText(found.trim()), setBroken(false)),
      (error: unknown) => left || setBroken(!isCancelled(error)),
    );
    return () => {
      left = true;
    };
  }, [sheets, page, zoom, width]);
  const turn = (by: number): void => {
    setPage((now) => Math.min(sheets.count, Math.max(1, now + by)));
    sheet.current?.scrollTo(0, 0);
  };
  const scale = (by: number): void =>
    setZoom((now) => {
      const next = by > 0 ? ZOOMS.find((one) => one > now) : ZOOMS.findLast((one) => one < now);
      return next ?? now;
    });
  const keys: Readonly<Record<string, () => void>> = {
    PageDown: () => turn(1),
    PageUp: () => turn(-1),
    Home: () => turn(-sheets.count),
    End: () => turn(sheets.count),
    "+": () => scale(1),
    "-": () => scale(-1),
    "0": () => setZoom(1),
  };
  return (
    <>
      <div class="actions tight">
        {sheets.count > 1 ? (
          <>
            <Button onPress={() => turn(-1)}>{say("viewer-before")}</Button>
            <Button onPress={() => turn(1)}>{say("viewer-after")}</Button>
          </>
        ) : null}
        <Button onPress={() => scale(-1)}>{say("viewer-smaller")}</Button>
        <Button onPress={() => scale(1)}>{say("viewer-larger")}</Button>
        <Button onPress={() => setZoom(1)}>{say("viewer-fit")}</Button>
      </div>
      <p class="quiet" role="status">
        {[
          sheets.count > 1 ? say("viewer-page", { page, count: sheets.count }) : "",
          say("viewer-zoom", { zoom: Math.round(zoom * 100) }),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {broken ? <Notice kind="problem" text={say("viewer-unreadable")} /> : null}
      <div
        class="sheet"
        ref={sheet}
        role="group"
        tabIndex={0}
        aria-label={say("viewer-sheet", { name, page })}
        onKeyDown={(event) => {
          const act = keys[event.key];
          if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
          event.preventDefault();
          act();
        }}
      >
        <canvas ref={canvas} aria-hidden="true" />
      </div>
      <details>
        <summary>{say("viewer-text")}</summary>
        <p class="words">{text === "" ? say("viewer-no-text") : text}</p>
      </details>
    </>
  );
}

function useWidth(of: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const seen = of.current;
    if (seen === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(seen.clientWidth));
    observer.observe(seen);
    return () => observer.disconnect();
  }, []);
  return width;
}

/** Another page, or another size, was asked for meanwhile. */
const isCancelled = (error: unknown): boolean =>
  error instanceof Error && error.name === "RenderingCancelledException";
