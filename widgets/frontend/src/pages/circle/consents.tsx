/** What the patient agreed to and opposes, and writing it down. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { say, when } from "../../engine/text.ts";
import { Told, useAct } from "../../ui/acting.tsx";
import { ask } from "../../ui/asking.ts";
import { Choose, Line } from "../../ui/fields.tsx";
import { Panel, type Finish } from "../../ui/panel.tsx";
import { Button } from "../../ui/states.tsx";
import type { PartProps } from "./page.tsx";

const SHARING = "sharing";
const PERSON = "person";
type Stance = "consent" | "opposition";

export function Consents(props: PartProps): JSX.Element | null {
  const { open, view, frozen } = props;
  const { consents } = open;
  const isPatient = meIn(props)?.role_value === "patient";
  const mayState = (view.may.includes("record_consent") || isPatient) && !frozen;
  if (consents === null && !mayState) return null;
  const now = new Date();
  return (
    <section class="block" aria-labelledby="consents">
      <h2 id="consents">{say("circle-consents-title")}</h2>
      {consents?.length === 0 ? <p class="quiet">{say("circle-consents-none")}</p> : null}
      {consents === null || consents.length === 0 ? null : (
        <ul class="cards">
          {consents.map((one, rank) => (
            <li key={rank} class="card">
              <p class="card-title">
                <span>
                  {say(one.stance === "consent" ? "circle-consent" : "circle-opposition")} :{" "}
                  {one.what}
                </span>
              </p>
              <p class="quiet">
                {say("circle-said", {
                  giver: one.giver,
                  evidence: one.evidence,
                  when: when(new Date(one.said_at), now),
                  recorder: one.recorded_by,
                })}
              </p>
              {one.note === "" ? null : <p>{one.note}</p>}
            </li>
          ))}
        </ul>
      )}
      {mayState ? (
        <div class="actions no-print">
          <Panel open={say(isPatient ? "circle-state-mine" : "circle-state")}>
            {(done) => <State {...props} isPatient={isPatient} done={done} />}
          </Panel>
        </div>
      ) : null}
    </section>
  );
}

function State(
  props: PartProps & { readonly isPatient: boolean; readonly done: Finish },
): JSX.Element {
  const { here, view, open, reload, done, isPatient } = props;
  const { options } = open;
  const others = open.sections.flatMap((one) => one.members).filter((one) => !one.me);
  const [stance, setStance] = useState<Stance>("consent");
  const [scope, setScope] = useState(SHARING);
  const [person, setPerson] = useState(others[0]?.person ?? "");
  const [giver, setGiver] = useState(options.givers[0]?.value ?? "");
  const [evidence, setEvidence] = useState(options.evidences[0]?.value ?? "");
  const [day, setDay] = useState("");
  const [note, setNote] = useState("");
  const act = useAct(async () => {
    const answer = await ask(here, "circle/state", {
      circle: view.id,
      stance,
      scope,
      person: scope === PERSON ? person : "",
      giver,
      evidence,
      day: day === "" ? null : day,
      note,
    });
    if (answer.ok) {
      reload();
      done(answer.value.sentence);
    }
    return answer;
  });
  const isGrave = stance === "opposition" && scope === SHARING;
  return (
    <form
      class="block"
      onSubmit={(event) => {
        event.preventDefault();
        act.go();
      }}
    >
      <Choose
        label={say("circle-state-what")}
        value={stance}
        options={[
          { value: "consent", label: say("circle-state-consents") },
          { value: "opposition", label: say("circle-state-opposes") },
        ]}
        onChange={(value) => setStance(value === "consent" ? "consent" : "opposition")}
      />
      <Choose
        label={say("circle-state-scope")}
        value={scope}
        options={options.scopes}
        onChange={setScope}
      />
      {scope === PERSON ? (
        <Choose
          label={say("circle-state-person")}
          value={person}
          options={others.map((one) => ({ value: one.person, label: one.name }))}
          onChange={setPerson}
        />
      ) : null}
      {isPatient ? null : (
        <Choose
          label={say("circle-state-giver")}
          value={giver}
          options={options.givers}
          onChange={setGiver}
        />
      )}
      <Choose
        label={say("circle-state-evidence")}
        value={evidence}
        options={options.evidences}
        onChange={setEvidence}
      />
      <Line label={say("circle-state-day")} type="date" value={day} onInput={setDay} />
      <Line label={say("circle-state-note")} most={500} value={note} onInput={setNote} />
      <p class="notice warn" role="status">
        {isGrave ? say("circle-state-warning") : ""}
      </p>
      <div class="actions">
        <Button main={!isGrave} danger={isGrave} busy={act.busy} onPress={act.go}>
          {say("circle-state-go")}
        </Button>
        <Button onPress={done}>{say("circle-cancel")}</Button>
      </div>
      <Told answer={act.answer} sentence={(told) => told.sentence} />
    </form>
  );
}

const meIn = ({ open }: PartProps) =>
  open.sections.flatMap((one) => one.members).find((one) => one.me);
