/** The frame of every page: who it is open to, whether there is a network, and the page itself. */

import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { Door } from "../engine/door.ts";
import { comeBack, enterByWidget, linkDoorway, type Entry } from "../engine/entering.ts";
import { forgetEdits } from "../engine/outbox.ts";
import { isPassing, type Problem } from "../engine/problem.ts";
import { load } from "../engine/server.ts";
import { say } from "../engine/text.ts";
import { followTheme } from "../engine/theme.ts";
import { no } from "../engine/validation.ts";
import { forgetViews, keepPerson, lastPerson } from "../engine/views.ts";
import { clientOf, WidgetHost } from "../engine/widget.ts";
import { isConfigurationView, type MeView } from "../generated/models.ts";
import { loadPage, MENU, type Page } from "../pages/all.ts";
import { Closed } from "./closed.tsx";
import { Go, useWhere } from "./going.tsx";
import type { Here } from "./hooks.ts";
import type { Place } from "./place.ts";
import { Failed, Loading } from "./states.tsx";

const TRY_EVERY = 5_000;

type Opening =
  | { readonly kind: "loading" }
  | { readonly kind: "closed"; readonly problem: Problem }
  | { readonly kind: "failed"; readonly problem: Problem }
  | { readonly kind: "open"; readonly me: MeView };

export function App(props: { readonly place: Place }): JSX.Element {
  const [opening, setOpening] = useState<Opening>({ kind: "loading" });
  const [secret, setSecret] = useState(props.place.secret);
  const online = useOnline();
  const door = useMemo(() => {
    const through = doorway(props.place, secret);
    const enter = async (previous: string): Promise<Entry> => {
      const entry = await through(previous);
      if (entry.ok) await welcome(entry.value.me);
      if (entry.ok) setOpening({ kind: "open", me: entry.value.me });
      return entry;
    };
    return new Door(enter, (problem) => {
      setOpening({ kind: "closed", problem });
      void forget(problem);
    });
  }, [props.place, secret]);
  const open = (): void => void letIn(door, secret !== null).then(setOpening);
  useEffect(open, [door]);
  const waits = opening.kind === "failed" && isPassing(opening.problem);
  useEffect(() => {
    if (!waits) return undefined;
    const timer = setInterval(open, TRY_EVERY);
    addEventListener("online", open);
    return () => {
      clearInterval(timer);
      removeEventListener("online", open);
    };
  }, [waits, door]);
  const person = opening.kind === "open" ? opening.me.person : null;
  const here = useMemo<Here | null>(() => (person === null ? null : { door, person }), [door, person]);
  const where = useWhere(props.place);
  const code = useCode(where.page);
  return (
    <>
      <a class="skip" href="#content">
        {say("skip-to-content")}
      </a>
      <header class="bar">
        <strong>{say("brand")}</strong>
        <span class="mark away" role="status">
          {online ? "" : say("offline-short")}
        </span>
        <span class="who">{opening.kind === "open" ? opening.me.name : ""}</span>
        {opening.kind === "open" ? (
          <nav aria-label={say("menu")}>
            {MENU.filter(([page]) => opening.me.pages.includes(page)).map(([page, title]) => (
              <Go key={page} page={page} here={page === where.page}>
                {say(title)}
              </Go>
            ))}
          </nav>
        ) : null}
      </header>
      <main id="content" tabIndex={-1}>
        {code === "absent" ? (
          <div class="page">
            <h1>{say("absent-page-title")}</h1>
            <p>{say("absent-page-lead")}</p>
          </div>
        ) : opening.kind === "closed" ? (
          <Closed
            problem={opening.problem}
            onSecret={setSecret}
            again={isShownInside(props.place) ? open : null}
          />
        ) : opening.kind === "failed" ? (
          <div class="page">
            <h1>{say("brand")}</h1>
            <Failed problem={opening.problem} again={open} />
          </div>
        ) : code === "failed" ? (
          <div class="page">
            <h1>{say("brand")}</h1>
            <Failed problem={UNLOADED} again={() => location.reload()} />
          </div>
        ) : here === null || code === "loading" ? (
          <div class="page">
            <h1>{say("brand")}</h1>
            <Loading />
          </div>
        ) : (
          <code.Page key={`${here.person} ${where.page}/${where.id ?? ""}`} here={here} id={where.id} />
        )}
      </main>
    </>
  );
}

const isShownInside = (place: Place): boolean =>
  place.widgetId !== null && globalThis.parent !== globalThis.self;

/** How the door is gone through, the first time and each time the token has worn out. */
function doorway(place: Place, secret: string | null): (previous: string) => Promise<Entry> {
  if (place.widgetId !== null && isShownInside(place)) return widgetDoorway(place, place.widgetId);
  return secret === null ? comeBack : linkDoorway(secret);
}

function widgetDoorway(place: Place, widgetId: string): (previous: string) => Promise<Entry> {
  let host: WidgetHost | null = null;
  return async (previous) => {
    if (host === null) {
      const configuration = await load("configuration", isConfigurationView);
      if (!configuration.ok) return configuration;
      const client = clientOf(place.parentUrl, configuration.value.clients);
      if (client === null) {
        return no({ code: "widget-refused", sentence: say("widget-stranger"), wait: 0 });
      }
      host = new WidgetHost(widgetId, client, followTheme);
    }
    return enterByWidget(host, place.room, previous);
  };
}

/** Get in; without network, whoever was here last finds what this device kept for them, unless they
 * come by a link: it may be somebody else's. */
async function letIn(door: Door, byLink: boolean): Promise<Opening> {
  if (!isAble()) {
    return { kind: "failed", problem: { code: "old-browser", sentence: say("old-browser"), wait: 0 } };
  }
  const entry = await door.open();
  if (entry.ok) return { kind: "open", me: entry.value.me };
  const { problem } = entry;
  if (isPassing(problem)) {
    const last = byLink ? null : await lastPerson();
    return last === null ? { kind: "failed", problem } : { kind: "open", me: last };
  }
  await forget(problem);
  return problem.code === "widget-refused" ? { kind: "failed", problem } : { kind: "closed", problem };
}

/** What this device kept for somebody else leaves it. */
async function welcome(me: MeView): Promise<void> {
  const last = await lastPerson();
  if (last?.person !== me.person) await forgetViews();
  void forgetEdits(me.person);
  void keepPerson(me);
}

/** What pages stand on; no browser has it at an address that is not safe. */
const isAble = (): boolean =>
  globalThis.isSecureContext && "locks" in navigator && "any" in AbortSignal;

/** What is kept must not outlive the session. Edits that were not sent wait for their owner, unless
 * the owner disconnected this device: it may be lost. */
async function forget(problem: Problem): Promise<void> {
  await forgetViews();
  if (problem.code === "session-closed") await forgetEdits();
}

const UNLOADED: Problem = { code: "unloaded", sentence: say("page-unloaded"), wait: 0 };

type Code = "loading" | "absent" | "failed" | { readonly Page: Page };

/** The code of the page `name`, which comes when it is first shown. */
function useCode(name: string): Code {
  const [known, setKnown] = useState<{ readonly name: string; readonly code: Code } | null>(null);
  useEffect(() => {
    let left = false;
    const know = (code: Code): void => {
      if (!left) setKnown({ name, code });
    };
    loadPage(name).then(
      (found) => know(found === null ? "absent" : { Page: found }),
      () => know("failed"),
    );
    return () => {
      left = true;
    };
  }, [name]);
  return known?.name === name ? known.code : "loading";
}

function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = (): void => setOnline(navigator.onLine);
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  return online;
}
