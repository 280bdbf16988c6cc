/** Who the patient is, as it was received; how they are reached; what everybody must see first. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { say } from "../../engine/text.ts";
import { Told, useAct } from "../../ui/acting.tsx";
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
    <form
      class="block"
      onSubmit={(event) => {
        event.preventDefault();
        act.go();
      }}
    >
      {phones.map((phone, rank) => (
        <Line
          key={rank}
          grab={rank === 0}
          type="tel"
          most={40}
          label={say("circle-phone", { number: rank + 1 })}
          value={phone}
          onInput={(value) => setPhones(replaced(phones, rank, value))}
        />
      ))}
      <Line
        label={say("circle-address")}
        most={200}
        value={address}
        onInput={setAddress}
      />
      <div class="actions">
        <Button main busy={act.busy} onPress={act.go}>
          {say("circle-save")}
        </Button>
        {phones.length < MOST_PHONES ? (
          <Button onPress={() => setPhones([...phones, ""])}>{say("circle-add-phone")}</Button>
        ) : null}
        <Button onPress={done}>{say("circle-cancel")}</Button>
      </div>
      <Told answer={act.answer} sentence={(told) => told.sentence} />
    </form>
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
    <form
      class="block"
      onSubmit={(event) => {
        event.preventDefault();
        act.go();
      }}
    >
      <p class="quiet">{say("circle-alerts-hint")}</p>
      {alerts.map((alert, rank) => (
        <Line
          key={rank}
          grab={rank === 0}
          most={120}
          label={say("circle-alert-line", { number: rank + 1 })}
          value={alert}
          onInput={(value) => setAlerts(replaced(alerts, rank, value))}
        />
      ))}
      <div class="actions">
        <Button main busy={act.busy} onPress={act.go}>
          {say("circle-save")}
        </Button>
        {alerts.length < MOST_ALERTS ? (
          <Button onPress={() => setAlerts([...alerts, ""])}>{say("circle-add-alert")}</Button>
        ) : null}
        <Button onPress={done}>{say("circle-cancel")}</Button>
      </div>
      <Told answer={act.answer} sentence={(told) => told.sentence} />
    </form>
  );
}

const replaced = (list: readonly string[], rank: number, value: string): readonly string[] =>
  list.map((one, at) => (at === rank ? value : one));
