/** Letting somebody in: who they are, as what, and on what ground. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { say } from "../../engine/text.ts";
import type { FoundPersonView } from "../../generated/models.ts";
import { Told, useAct } from "../../ui/acting.tsx";
import { ask } from "../../ui/asking.ts";
import { Choose, Line } from "../../ui/fields.tsx";
import type { Finish } from "../../ui/panel.tsx";
import { Button, Notice } from "../../ui/states.tsx";
import type { PartProps } from "./page.tsx";
import { NEAR } from "./members.tsx";

export function Adding(props: PartProps & { readonly done: Finish }): JSX.Element {
  const { here, view, done } = props;
  const [typed, setTyped] = useState("");
  const [person, setPerson] = useState<FoundPersonView | null>(null);
  const find = useAct(async () => {
    setPerson(null);
    const answer = await ask(here, "circle/find", { circle: view.id, typed });
    if (answer.ok && answer.value.people.length === 1) setPerson(answer.value.people[0] ?? null);
    return answer;
  });
  const people = find.answer?.ok === true ? find.answer.value.people : [];
  const none = find.answer?.ok === true && people.length === 0;
  return (
    <div class="block">
      <p class="quiet">{say("circle-add-lead")}</p>
      <form
        class="block"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          find.go();
        }}
      >
        <Line
          grab
          most={80}
          label={say("circle-find")}
          hint={say("circle-find-hint")}
          value={typed}
          onInput={setTyped}
        />
        <div class="actions">
          <Button main={person === null} busy={find.busy} onPress={find.go}>
            {say("circle-find-go")}
          </Button>
          <Button onPress={done}>{say("circle-cancel")}</Button>
        </div>
      </form>
      {find.answer?.ok === false ? (
        <Notice kind="problem" text={find.answer.problem.sentence} />
      ) : (
        <Notice text={none ? say("circle-found-none") : ""} />
      )}
      {people.length > 1 ? (
        <div class="actions" role="group" aria-label={say("circle-found")}>
          {people.map((one) => (
            <button
              key={one.person}
              type="button"
              class="chip"
              aria-pressed={one.person === person?.person}
              onClick={() => setPerson(one)}
            >
              {one.name}
            </button>
          ))}
        </div>
      ) : null}
      {person === null ? null : <Invite key={person.person} person={person} {...props} />}
    </div>
  );
}

function Invite(
  props: PartProps & { readonly person: FoundPersonView; readonly done: Finish },
): JSX.Element {
  const { here, view, open, person, reload, done } = props;
  const [role, setRole] = useState("");
  const [relation, setRelation] = useState("");
  const [ground, setGround] = useState(open.options.grounds[0]?.value ?? "");
  const act = useAct(async () => {
    const form = { circle: view.id, person: person.person, role, relation, ground };
    const answer = await ask(here, "circle/add", form);
    if (answer.ok) {
      reload();
      done(answer.value.sentence);
    }
    return answer;
  });
  const byProfession = { value: "", label: say("circle-by-profession") };
  return (
    <div class="block">
      <p class="card-title">{person.name}</p>
      <Choose
        label={say("circle-role")}
        value={role}
        options={person.relative ? person.roles : [byProfession, ...person.roles]}
        onChange={setRole}
      />
      {person.relative && (role === "" || NEAR.has(role)) ? (
        <Choose
          label={say("circle-relation")}
          value={relation}
          options={[{ value: "", label: say("circle-no-relation") }, ...open.options.relations]}
          onChange={setRelation}
        />
      ) : null}
      {person.relative ? null : (
        <Choose
          label={say("circle-add-ground")}
          value={ground}
          options={open.options.grounds}
          onChange={setGround}
        />
      )}
      <div class="actions">
        <Button main busy={act.busy} onPress={act.go}>
          {say("circle-add-go")}
        </Button>
      </div>
      <Told answer={act.answer} sentence={(told) => told.sentence} />
    </div>
  );
}
