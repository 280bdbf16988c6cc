/** Who the patient is, as it was received; how they are reached; what everybody must see first. */

import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { say } from "../../engine/text.ts";
import type { Done } from "../../generated/models.ts";
import { Told, useAct, type Acting } from "../../ui/acting.tsx";
import { ask } from "../../ui/asking.ts";
import { Line } from "../../ui/fields.tsx";
import { Panel, type Finish } from "../../ui/panel.tsx";
import { Button } from "../../ui/states.tsx";
import type { PartProps } from "./page.tsx";

const MOST_PHONES = 6;
const MOST_ALERTS = 8;

export function Identity({ open }: PartProps): JSX.Element {
  const { identity } = open;
  return (
    <section class="block" aria-labelledby="identity">
      <h2 id="identity">{say("circle-identity-title")}</h2>
      <div class="card">
        <p>{identity.names}</p>
        {identity.number === "" ? null : <p>{identity.number}</p>}
        <p>{identity.standing}</p>
        {identity.doctor === "" ? null : (
          <p>{say("circle-doctor", { name: identity.doctor })}</p>
        )}
      </div>
    </section>
  );
}

export function Contact(props: PartProps): JSX.Element {
  const { open, view, frozen } = props;
  const { phones, address, route } = open.contact;
  return (
    <section class="block" aria-labelledby="contact">
      <h2 id="contact">{say("circle-contact-title")}</h2>
      <div class="card">
        {phones.length === 0 && address === "" ? (
          <p class="quiet">{say("circle-nothing")}</p>
        ) : null}
        {phones.map((phone) => (
          <p key={phone.number}>
            <a class="touch" href={`tel:${phone.number}`}>
              {phone.shown}
            </a>
          </p>
        ))}
        {address === "" ? null : (
          <p>
            <a class="touch" href={route}>
              {address}
            </a>
          </p>
        )}
      </div>
      {view.may.includes("edit_contact") && !frozen ? (
        <div class="actions no-print">
          <Panel open={say("circle-edit")} label={say("circle-edit-contact")}>
            {(done) => <EditContact {...props} done={done} />}
          </Panel>
        </div>
      ) : null}
    </section>
  );
}

function EditContact(props: PartProps & { readonly done: Finish }): JSX.Element {
  const { here, view, open, reload, done } = props;
  const [before] = useState(open.contact);
  const [phones, setPhones] = useState<readonly string[]>(
    before.phones.length > 0 ? before.phones.map((one) => one.shown) : [""],
  );
  const [address, setAddress] = useState(before.address);
  const act = useAct(async () => {
    const answer = await ask(here, "circle/contact", {
      circle: view.id,
      phones,
      address,
      before: { phones: before.phones.map((one) => one.number), address: before.address },
    });
    reload();
    if (answer.ok) done(answer.value.sentence);
    return answer;
  });
  return (
    <LinesForm
      act={act}
      done={done}
      lines={phones}
      onLines={setPhones}
      room={MOST_PHONES}
      line={{ type: "tel", most: 40, label: (number) => say("circle-phone", { number }) }}
      add={say("circle-add-phone")}
    >
      <Line label={say("circle-address")} most={200} value={address} onInput={setAddress} />
    </LinesForm>
  );
}

export function Alerts(props: PartProps): JSX.Element | null {
  const { open, view, frozen } = props;
  const { alerts } = open.identity;
  const may = view.may.includes("edit_alerts") && !frozen;
  if (!may) return null; // they are at the head of the page
  return (
    <section class="block no-print" aria-labelledby="alerts">
      <h2 id="alerts">{say("circle-alerts-title")}</h2>
      <p class="quiet">{say("circle-alerts-count", { count: alerts.length })}</p>
      <div class="actions">
        <Panel open={say("circle-edit")} label={say("circle-edit-alerts")}>
          {(done) => <EditAlerts {...props} done={done} />}
        </Panel>
      </div>
    </section>
  );
}

function EditAlerts(props: PartProps & { readonly done: Finish }): JSX.Element {
  const { here, view, open, reload, done } = props;
  const [before] = useState(open.identity.alerts);
  const [alerts, setAlerts] = useState<readonly string[]>([...before, ""].slice(0, MOST_ALERTS));
  const act = useAct(async () => {
    const form = { circle: view.id, alerts, before };
    const answer = await ask(here, "circle/alerts", form);
    reload();
    if (answer.ok) done(answer.value.sentence);
    return answer;
  });
  return (
    <LinesForm
      act={act}
      done={done}
      hint={say("circle-alerts-hint")}
      lines={alerts}
      onLines={setAlerts}
      room={MOST_ALERTS}
      line={{ type: "text", most: 120, label: (number) => say("circle-alert-line", { number }) }}
      add={say("circle-add-alert")}
    />
  );
}

/** Lines that are changed and added to, as many as there is `room` for; then saved together. */
function LinesForm(props: {
  readonly act: Acting<Done>;
  readonly done: Finish;
  readonly hint?: string;
  readonly lines: readonly string[];
  readonly onLines: (lines: readonly string[]) => void;
  readonly room: number;
  readonly line: {
    readonly type: "tel" | "text";
    readonly most: number;
    readonly label: (number: number) => string;
  };
  readonly add: string;
  readonly children?: ComponentChildren;
}): JSX.Element {
  const { act, lines, onLines, line } = props;
  return (
    <form
      class="block"
      onSubmit={(event) => {
        event.preventDefault();
        act.go();
      }}
    >
      {props.hint === undefined ? null : <p class="quiet">{props.hint}</p>}
      {lines.map((value, rank) => (
        <Line
          key={rank}
          grab={rank === 0}
          type={line.type}
          most={line.most}
          label={line.label(rank + 1)}
          value={value}
          onInput={(typed) => onLines(replaced(lines, rank, typed))}
        />
      ))}
      {props.children}
      <div class="actions">
        <Button main busy={act.busy} onPress={act.go}>
          {say("circle-save")}
        </Button>
        {lines.length < props.room ? (
          <Button onPress={() => onLines([...lines, ""])}>{props.add}</Button>
        ) : null}
        <Button onPress={props.done}>{say("circle-cancel")}</Button>
      </div>
      <Told answer={act.answer} sentence={(told) => told.sentence} />
    </form>
  );
}

const replaced = (list: readonly string[], rank: number, value: string): readonly string[] =>
  list.map((one, at) => (at === rank ? value : one));
