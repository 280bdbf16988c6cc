/** One's own lists: putting a patient in, taking them out, another name, no more list. */

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { say } from "../../engine/text.ts";
import type { PatientLineView } from "../../generated/models.ts";
import { Told, useAct } from "../../ui/acting.tsx";
import { ask } from "../../ui/asking.ts";
import { Line, Tick } from "../../ui/fields.tsx";
import type { Here } from "../../ui/hooks.ts";
import { Panel, Sure, type Finish } from "../../ui/panel.tsx";
import { Button } from "../../ui/states.tsx";

interface InListsProps {
  readonly here: Here;
  readonly patient: PatientLineView;
  readonly lists: readonly string[];
  readonly reload: () => void;
}

export function InLists(props: InListsProps): JSX.Element {
  const label = say("patients-lists-of", { name: props.patient.name });
  return (
    <Panel open={say("patients-lists")} label={label}>
      {(done) => <Choosing {...props} done={done} />}
    </Panel>
  );
}

function Choosing(props: InListsProps & { readonly done: Finish }): JSX.Element {
  const { here, patient, lists, reload } = props;
  const [name, setName] = useState("");
  const chosen = useRef("");
  const { circle } = patient;
  const change = useAct(async () => {
    const which = patient.lists.includes(chosen.current) ? "patients/take" : "patients/put";
    const answer = await ask(here, which, { circle, name: chosen.current });
    if (answer.ok) reload();
    return answer;
  });
  const add = useAct(async () => {
    const answer = await ask(here, "patients/put", { circle, name });
    if (answer.ok) {
      setName("");
      reload();
    }
    return answer;
  });
  return (
    <form
      class="block"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") add.go();
      }}
    >
      {lists.map((list) => (
        <Tick
          key={list}
          label={list}
          checked={patient.lists.includes(list)}
          onChange={() => {
            chosen.current = list;
            change.go();
          }}
        />
      ))}
      <Line
        grab
        label={say("patients-new-list")}
        hint={say("patients-new-list-hint")}
        most={40}
        value={name}
        onInput={setName}
      />
      <div class="actions">
        <Button main busy={add.busy || name.trim() === ""} onPress={add.go}>
          {say("patients-add-list")}
        </Button>
        <Button onPress={props.done}>{say("patients-close-lists")}</Button>
      </div>
      <Told answer={change.answer} sentence={(done) => done.sentence} />
      <Told answer={add.answer} sentence={(done) => done.sentence} />
    </form>
  );
}

/** What is done with the list that is shown. */
export function OneList(props: {
  readonly here: Here;
  readonly list: string;
  /** The list is called so from now on; not at all when null. */
  readonly onNamed: (name: string | null) => void;
}): JSX.Element {
  const { here, list, onNamed } = props;
  const [name, setName] = useState(list);
  const rename = useAct(async () => {
    const answer = await ask(here, "patients/rename", { name: list, new_name: name });
    if (answer.ok) onNamed(name.trim().replace(/\s+/g, " "));
    return answer;
  });
  const drop = useAct(async () => {
    const answer = await ask(here, "patients/drop", { name: list });
    if (answer.ok) onNamed(null);
    return answer;
  });
  return (
    <div class="actions">
      <Panel open={say("patients-rename-list")}>
        {(done) => (
          <form
            class="block"
            onSubmit={(event) => {
              event.preventDefault();
              rename.go();
            }}
          >
            <Line grab label={say("patients-list-name")} most={40} value={name} onInput={setName} />
            <div class="actions">
              <Button main busy={rename.busy} onPress={rename.go}>
                {say("patients-save")}
              </Button>
              <Button onPress={done}>{say("patients-cancel")}</Button>
            </div>
            <Told answer={rename.answer} sentence={() => ""} />
          </form>
        )}
      </Panel>
      <Panel open={say("patients-drop-list")}>
        {(done) => (
          <Sure
            question={say("patients-drop-sure", { name: list })}
            yes={say("patients-drop-yes")}
            no={say("patients-cancel")}
            busy={drop.busy}
            onYes={drop.go}
            onNo={done}
          />
        )}
      </Panel>
      <Told answer={drop.answer} sentence={() => ""} />
    </div>
  );
}
