/** « Ma session »: where my pages are open, closing them, whether my phone rings. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { say } from "../../engine/text.ts";
import { CALLS } from "../../generated/calls.ts";
import type { SessionView } from "../../generated/models.ts";
import { Told, useAct } from "../../ui/acting.tsx";
import { Framed } from "../../ui/framed.tsx";
import { useOutbox, useView, type Here, type Since } from "../../ui/hooks.ts";
import { Kept } from "../../ui/kept.tsx";
import { Button } from "../../ui/states.tsx";
import { OpenPages } from "./open_pages.tsx";

const SHOW = "session/show";

export function SessionPage(props: { readonly here: Here }): JSX.Element {
  const { here } = props;
  const shown = useView(here, SHOW, CALLS[SHOW], {}, (view) => [view.topic]);
  return (
    <Framed
      title={say("session-title")}
      lead={say("session-lead")}
      shown={shown}
    >
      {(view, since) => <Shown here={here} view={view} since={since} reload={shown.reload} />}
    </Framed>
  );
}

interface ShownProps {
  readonly here: Here;
  readonly view: SessionView;
  readonly since: Since | null;
  readonly reload: () => Promise<boolean>;
}

function Shown({ here, view, since, reload }: ShownProps): JSX.Element {
  const outbox = useOutbox(here, reload);
  return (
    <>
      <Kept since={since} outbox={outbox} />
      <section class="block" aria-labelledby="who">
        <h2 id="who">{say("session-who")}</h2>
        <div class="card">
          <p class="card-title">{view.name}</p>
          <p class="quiet">{view.user_id}</p>
        </div>
      </section>
      <OpenPages here={here} view={view} outbox={outbox} reload={reload} />
      <Ring here={here} />
      <CloseAll here={here} view={view} reload={reload} />
    </>
  );
}

function Ring(props: { readonly here: Here }): JSX.Element {
  const act = useAct(async () => props.here.door.ask("session/ring", CALLS["session/ring"], {}));
  return (
    <section class="block" aria-labelledby="ring">
      <h2 id="ring">{say("session-ring-title")}</h2>
      <p>{say("session-ring-lead")}</p>
      <div class="actions">
        <Button onPress={act.go} busy={act.busy}>
          {say("session-ring")}
        </Button>
      </div>
      <Told answer={act.answer} sentence={(done) => done.sentence} />
    </section>
  );
}

function CloseAll(props: Omit<ShownProps, "since">): JSX.Element {
  const { here, view, reload } = props;
  const [asking, setAsking] = useState(false);
  const [asked, setAsked] = useState(false);
  const ask = here.door;
  const others = useAct(async () => {
    const answer = await ask.ask("session/close-others", CALLS["session/close-others"], {});
    if (answer.ok) {
      // The button that has the focus goes with the pages that it closed.
      document.getElementById("close")?.focus();
      void reload();
    }
    return answer;
  });
  const all = useAct(async () => {
    const answer = await ask.ask("session/close-all", CALLS["session/close-all"], {});
    if (answer.ok) void reload();
    return answer;
  });
  return (
    <section class="block" aria-labelledby="close">
      <h2 id="close" tabIndex={-1}>{say("session-close-title")}</h2>
      <p>{say("session-close-lead")}</p>
      {asking ? (
        <div class="card" role="group" aria-labelledby="confirm">
          <p id="confirm">{say("session-confirm")}</p>
          <div class="actions">
            <Button danger onPress={all.go} busy={all.busy}>
              {say("session-confirm-yes")}
            </Button>
            <Button
              grab
              onPress={() => {
                setAsked(true);
                setAsking(false);
              }}
            >
              {say("session-cancel")}
            </Button>
          </div>
        </div>
      ) : (
        <div class="actions">
          {view.pages.length > 1 ? (
            <Button onPress={others.go} busy={others.busy}>
              {say("session-close-others")}
            </Button>
          ) : null}
          <Button danger grab={asked} onPress={() => setAsking(true)}>
            {say("session-close-all")}
          </Button>
        </div>
      )}
      <Told answer={others.answer} sentence={(done) => say("session-closed", { count: done.closed })} />
      <Told answer={all.answer} sentence={() => ""} />
    </section>
  );
}
