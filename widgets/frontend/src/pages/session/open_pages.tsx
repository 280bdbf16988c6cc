/** The list of one's open pages: naming them, which also works offline, and closing them. */

import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { ahead } from "../../engine/outbox.ts";
import { say, when } from "../../engine/text.ts";
import { CALLS } from "../../generated/calls.ts";
import type { OpenPageView, SessionView } from "../../generated/models.ts";
import { Told, useAct } from "../../ui/acting.tsx";
import type { Here, Outbox } from "../../ui/hooks.ts";
import { Button } from "../../ui/states.tsx";

const KIND = "session";

interface ListProps {
  readonly here: Here;
  readonly view: SessionView;
  readonly outbox: Outbox;
  readonly reload: () => Promise<boolean>;
}

export function OpenPages(props: ListProps): JSX.Element {
  const { view } = props;
  const names = namesOf(view.pages, props.outbox);
  return (
    <section class="block" aria-labelledby="pages">
      <h2 id="pages">{say("session-list")}</h2>
      <p class="quiet">{say("session-count", { count: view.pages.length })}</p>
      <ul class="cards">
        {view.pages.map((page, place) => (
          <OpenPage key={page.id} page={page} name={names[place] ?? page.browser} {...props} />
        ))}
      </ul>
    </section>
  );
}

/** The label that a page has, or will have once what was written here is sent. */
const labelOf = (page: OpenPageView, outbox: Outbox): string =>
  String(ahead(outbox.edits, KIND, page.id)["label"] ?? page.label);

/** What to call each page: by its label, else its browser; those of one name are numbered. */
function namesOf(pages: readonly OpenPageView[], outbox: Outbox): readonly string[] {
  const seen = new Map<string, number>();
  return pages.map((page) => {
    const name = labelOf(page, outbox) || page.browser;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : say("session-name-again", { name, times });
  });
}

interface OpenPageProps extends ListProps {
  readonly page: OpenPageView;
  readonly name: string;
}

function OpenPage(props: OpenPageProps): JSX.Element {
  const { here, page, name, outbox, reload } = props;
  const [naming, setNaming] = useState(false);
  const [named, setNamed] = useState(false);
  const close = useAct(async () => {
    const answer = await here.door.ask("session/close", CALLS["session/close"], { id: page.id });
    if (answer.ok) void reload();
    return answer;
  });
  const label = labelOf(page, outbox);
  const now = new Date();
  const how = say(page.entrance === "link" ? "session-by-link" : "session-by-widget");
  return (
    <li class="card">
      <div class="card-title">
        <span>{name}</span>
        {page.here ? <span class="mark">{say("session-here")}</span> : null}
      </div>
      <p class="quiet">
        {label === "" ? null : (
          <>
            {page.browser}
            <br />
          </>
        )}
        {say("session-opened", { when: when(new Date(page.opened_at), now), how })}
        <br />
        {say("session-used", { when: when(new Date(page.used_at), now) })}
      </p>
      {naming ? (
        <Naming
          label={label}
          onDone={(text) => {
            setNaming(false);
            setNamed(true);
            if (text !== null) outbox.change(KIND, page.id, { label: text });
          }}
        />
      ) : (
        <div class="actions">
          <Button
            grab={named}
            label={say("session-name-of", { name })}
            onPress={() => setNaming(true)}
          >
            {say("session-rename")}
          </Button>
          <Button
            danger
            label={say("session-close-of", { name })}
            onPress={close.go}
            busy={close.busy}
          >
            {say("session-close")}
          </Button>
        </div>
      )}
      <Told answer={close.answer} sentence={() => ""} />
    </li>
  );
}

function Naming(props: {
  readonly label: string;
  readonly onDone: (text: string | null) => void;
}): JSX.Element {
  const [text, setText] = useState(props.label);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <form
      class="block"
      onSubmit={(event) => {
        event.preventDefault();
        props.onDone(text);
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") props.onDone(null);
      }}
    >
      <label>
        {say("session-name")}
        <input
          ref={field}
          maxLength={60}
          autocomplete="off"
          value={text}
          placeholder={say("session-name-hint")}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <div class="actions">
        <Button main onPress={() => props.onDone(text)}>
          {say("session-save")}
        </Button>
        <Button onPress={() => props.onDone(null)}>{say("session-cancel")}</Button>
      </div>
    </form>
  );
}
