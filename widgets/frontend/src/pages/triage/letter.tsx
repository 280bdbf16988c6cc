/** One letter: its words with what it quotes folded, its files, and what may be decided of it. */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { say, when } from "../../engine/text.ts";
import { CALLS } from "../../generated/calls.ts";
import type { LetterFileView, LetterView } from "../../generated/models.ts";
import { Inside } from "../../ui/framed.tsx";
import { Go } from "../../ui/going.tsx";
import { useView, type Here, type Since } from "../../ui/hooks.ts";
import { Aged } from "../../ui/kept.tsx";
import { Viewer } from "../../ui/pdf_viewer.tsx";
import { save } from "../../ui/saving.ts";
import { Button, Notice } from "../../ui/states.tsx";
import { useWord, type Tell, type Word } from "../../ui/word.tsx";
import { Undo } from "./acts.tsx";
import { Deciding, Sender } from "./waiting.tsx";

const LETTER = "triage/letter";
const ATTACHED = "triage/attached";

export function LetterPage(props: { readonly here: Here; readonly number: number }): JSX.Element {
  const { here, number } = props;
  const form = { number };
  const shown = useView(here, LETTER, CALLS[LETTER], form, (view) => view.topics);
  const { state } = shown;
  const { tell, place } = useWord(shown.reload);
  useEffect(() => {
    document.title = `${say("letter-title")} – ${say("brand")}`;
  }, []);
  return (
    <div class="page">
      <header>
        <p class="quiet">
          <Go page="triage">{say("letter-back")}</Go>
        </p>
        <h1>{state.kind === "shown" ? state.view.subject : say("letter-title")}</h1>
      </header>
      {place}
      <Inside shown={shown}>
        {(view, since) => <Shown here={here} view={view} since={since} tell={tell} />}
      </Inside>
    </div>
  );
}

interface ShownProps {
  readonly here: Here;
  readonly view: LetterView;
  readonly since: Since | null;
  readonly tell: Tell;
}

function Shown({ here, view, since, tell }: ShownProps): JSX.Element {
  const frozen = since !== null;
  const { waiting, decided } = view;
  return (
    <>
      <Aged since={since} />
      <div class="block">
        <p class="quiet">
          {[
            say("triage-number", { number: view.number }),
            view.mailbox,
            when(new Date(view.received_at), new Date()),
          ].join(" · ")}
        </p>
        <Sender sender={view.sender} />
        {view.cautions.map((text) => (
          <p key={text} class="notice warn">
            {text}
          </p>
        ))}
      </div>
      <Words view={view} />
      {view.headers.length === 0 ? (
        <Files here={here} view={view} frozen={frozen} />
      ) : (
        <Headers view={view} />
      )}
      {waiting === null ? null : (
        <section class="block" aria-labelledby="decide">
          <h2 id="decide">{say("letter-decide")}</h2>
          <p class="notice warn">{waiting.reason}</p>
          <Deciding here={here} letter={waiting} frozen={frozen} tell={tell} />
        </section>
      )}
      {decided === null ? null : (
        <section class="block" aria-labelledby="decided">
          <h2 id="decided">{say("triage-decided")}</h2>
          <p>{decided.sentence}</p>
          {decided.undoable && !frozen ? (
            <div class="actions">
              <Undo here={here} number={view.number} tell={tell} />
            </div>
          ) : null}
        </section>
      )}
    </>
  );
}

function Words({ view }: { readonly view: LetterView }): JSX.Element {
  const quoted = view.quoted.trim();
  const text = view.text.trim();
  return (
    <section class="block" aria-labelledby="text">
      <h2 id="text">{say(view.headers.length > 0 ? "letter-safe-text" : "letter-text")}</h2>
      <p class={text === "" ? "quiet" : "words"}>{text === "" ? say("letter-empty") : text}</p>
      {view.signature.trim() === "" ? null : <p class="words quiet">{view.signature.trim()}</p>}
      {quoted === "" ? null : (
        <details>
          <summary>{say("letter-quoted", { count: quoted.split("\n").length })}</summary>
          <blockquote class="words">{quoted}</blockquote>
        </details>
      )}
    </section>
  );
}

function Headers({ view }: { readonly view: LetterView }): JSX.Element {
  return (
    <section class="block" aria-labelledby="headers">
      <h2 id="headers">{say("letter-headers")}</h2>
      <dl class="traits">
        {view.headers.map((one) => (
          <div key={one.label}>
            <dt>{one.label}</dt>
            <dd>{one.value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Files(props: {
  readonly here: Here;
  readonly view: LetterView;
  readonly frozen: boolean;
}): JSX.Element {
  const { files, number } = props.view;
  return (
    <section class="block" aria-labelledby="files">
      <h2 id="files">{say("letter-files")}</h2>
      {files.length === 0 ? <p class="quiet">{say("letter-no-files")}</p> : null}
      <ul class="cards">
        {files.map((one) => (
          <File key={one.rank} {...props} file={one} number={number} />
        ))}
      </ul>
    </section>
  );
}

function File(props: {
  readonly here: Here;
  readonly number: number;
  readonly file: LetterFileView;
  readonly frozen: boolean;
}): JSX.Element {
  const { here, number, file, frozen } = props;
  const { name, rank, kind } = file;
  const [open, setOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [word, setWord] = useState<Word | null>(null);
  const fetch = () => here.door.fetch(ATTACHED, { number, rank });
  const close = (): void => {
    setWasOpen(true);
    setOpen(false);
  };
  const keep = async (): Promise<void> => {
    setBusy(true);
    const answer = await fetch();
    setBusy(false);
    if (answer.ok) save(answer.value);
    setWord(
      answer.ok
        ? { kind: "good", text: say("letter-saved") }
        : { kind: "problem", text: answer.problem.sentence },
    );
  };
  return (
    <li class="card">
      <p class="card-title">{name}</p>
      <p class="quiet">
        {[file.document ? say("letter-is-document") : "", file.size].filter(Boolean).join(" · ")}
      </p>
      {frozen ? null : open && kind !== "other" ? (
        <Viewer name={name} kind={kind} fetch={fetch} onClose={close} />
      ) : (
        <div class="actions tight">
          {kind === "other" ? null : (
            <Button
              main
              grab={wasOpen}
              label={say("letter-open-of", { name, rank })}
              onPress={() => setOpen(true)}
            >
              {say("letter-open")}
            </Button>
          )}
          <Button
            label={say("letter-save-of", { name, rank })}
            busy={busy}
            onPress={() => void keep()}
          >
            {say("letter-save")}
          </Button>
        </div>
      )}
      {word === null ? null : <Notice kind={word.kind} text={word.text} />}
    </li>
  );
}
