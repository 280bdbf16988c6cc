/** « Le cercle »: who the patient is, who is around them, what is to be done, what they want. */

import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { isFault } from "../../engine/problem.ts";
import { say } from "../../engine/text.ts";
import { dropView } from "../../engine/views.ts";
import { CALLS } from "../../generated/calls.ts";
import type { CircleView, OpenCircleView } from "../../generated/models.ts";
import { Told, useAct } from "../../ui/acting.tsx";
import { ask } from "../../ui/asking.ts";
import { Go } from "../../ui/going.tsx";
import { useView, type Here, type Since } from "../../ui/hooks.ts";
import { Aged } from "../../ui/kept.tsx";
import { RoomLink } from "../../ui/room.tsx";
import { Button, Failed, Loading, Notice } from "../../ui/states.tsx";
import { Consents } from "./consents.tsx";
import { Documents } from "./documents.tsx";
import { Ending, Keeping } from "./ending.tsx";
import { Alerts, Contact, Identity } from "./identity.tsx";
import { Members } from "./members.tsx";
import { Results } from "./results.tsx";
import { Tasks } from "./tasks.tsx";
import { Mine, Trail } from "./trail.tsx";

const SHOW = "circle/show";

/** What each part of the page is given. `frozen`: without network nothing can be changed. */
export interface PartProps {
  readonly here: Here;
  readonly view: CircleView;
  readonly open: OpenCircleView;
  readonly frozen: boolean;
  readonly reload: () => void;
}

export function CirclePage(props: { readonly here: Here; readonly id: string | null }): JSX.Element {
  const { here } = props;
  const form = { circle: props.id ?? "" };
  const { state, reload } = useView(here, SHOW, CALLS[SHOW], form, (view) => view.topics);
  useEffect(() => {
    document.title = `${say("circle-title")} – ${say("brand")}`;
  }, []);
  const isGone = state.kind === "problem" && !isFault(state.problem);
  useEffect(() => {
    // The list on this device may still name the patient.
    if (isGone) void dropView(here.person, "patients/show {}");
  }, [isGone]);
  if (state.kind === "shown") {
    return <Shown here={here} view={state.view} since={state.since} reload={reload} />;
  }
  return (
    <div class="page">
      <h1>{say("circle-title")}</h1>
      {state.kind === "loading" ? (
        <Loading />
      ) : isGone ? (
        <>
          <Notice kind="problem" text={state.problem.sentence} />
          <p>{say("circle-gone-lead")}</p>
          <div class="actions">
            <Go page="patients" class="button">
              {say("circle-back")}
            </Go>
          </div>
        </>
      ) : (
        <Failed problem={state.problem} again={reload} />
      )}
    </div>
  );
}

function Shown(props: {
  readonly here: Here;
  readonly view: CircleView;
  readonly since: Since | null;
  readonly reload: () => void;
}): JSX.Element {
  const { here, view, since, reload } = props;
  const { open } = view;
  const frozen = since !== null;
  return (
    <div class="page circle">
      <Aged since={since} />
      {open === null ? (
        <Closed here={here} view={view} frozen={frozen} reload={reload} />
      ) : (
        <Parts here={here} view={view} open={open} frozen={frozen} reload={reload} />
      )}
    </div>
  );
}

function Parts(props: PartProps): JSX.Element {
  const { view, open, frozen } = props;
  const { identity, contact } = open;
  return (
    <>
      <header>
        <p class="quiet no-print">
          <Go page="patients">{say("circle-back")}</Go>
        </p>
        <h1>{identity.name}</h1>
        <p class="quiet">
          {[identity.born, say("circle-lead", { name: view.pseudonym })].filter(Boolean).join(" · ")}
        </p>
        {identity.cautions.map((text) => (
          <p key={text} class="notice problem">
            {text}
          </p>
        ))}
        {identity.alerts.map((text) => (
          <p key={text} class="notice warn alert">
            {say("circle-alert", { text })}
          </p>
        ))}
        <div class="actions tight no-print">
          {open.room === "" ? null : (
            <RoomLink address={open.room} class="button main">
              {say("circle-room")}
            </RoomLink>
          )}
          {open.team_room === "" ? null : (
            <RoomLink address={open.team_room} class="button">
              {say("circle-team-room")}
            </RoomLink>
          )}
          {contact.phones.map((phone) => (
            <a key={phone.number} class="button" href={`tel:${phone.number}`}>
              {say("circle-call", { phone: phone.shown })}
            </a>
          ))}
          {contact.route === "" ? null : (
            <a class="button" href={contact.route}>
              {say("circle-route")}
            </a>
          )}
          {open.team_room === "" && view.may.includes("meet_professionals") && !frozen ? (
            <OpenTeam {...props} />
          ) : null}
        </div>
      </header>
      <Identity {...props} />
      <Alerts {...props} />
      <Contact {...props} />
      <Tasks {...props} />
      <Members {...props} />
      <Documents {...props} />
      <Results {...props} />
      <Consents {...props} />
      <Trail {...props} />
      <Keeping {...props} />
      <Ending {...props} />
    </>
  );
}

function OpenTeam({ here, view, reload }: PartProps): JSX.Element {
  const act = useAct(async () => {
    const answer = await ask(here, "circle/team", { circle: view.id });
    if (answer.ok) reload();
    return answer;
  });
  return (
    <>
      <Button busy={act.busy} onPress={act.go}>
        {say("circle-open-team")}
      </Button>
      <Told answer={act.answer} sentence={(done) => done.sentence} />
    </>
  );
}

function Closed(props: {
  readonly here: Here;
  readonly view: CircleView;
  readonly frozen: boolean;
  readonly reload: () => void;
}): JSX.Element {
  const { here, view, frozen, reload } = props;
  const act = useAct(async () => {
    const answer = await ask(here, "circle/reopen", { circle: view.id });
    if (answer.ok) reload();
    return answer;
  });
  return (
    <>
      <header>
        <p class="quiet no-print">
          <Go page="patients">{say("circle-back")}</Go>
        </p>
        <h1>{say("circle-lead", { name: view.pseudonym })}</h1>
      </header>
      <Notice kind="warn" text={view.closed?.sentence ?? ""} />
      {view.closed?.may_reopen === true && !frozen ? (
        <div class="actions">
          <Button busy={act.busy} onPress={act.go}>
            {say("circle-reopen")}
          </Button>
        </div>
      ) : null}
      <Told answer={act.answer} sentence={(done) => done.sentence} />
      <Mine lines={view.mine} />
    </>
  );
}
