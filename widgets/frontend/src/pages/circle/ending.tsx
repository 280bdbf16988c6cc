/** Printing, taking away in a file, and closing the circle. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { say } from "../../engine/text.ts";
import { Told, useAct } from "../../ui/acting.tsx";
import { ask } from "../../ui/asking.ts";
import { download } from "../../ui/download.ts";
import { Choose, Line } from "../../ui/fields.tsx";
import { Panel, type Finish } from "../../ui/panel.tsx";
import { Button } from "../../ui/states.tsx";
import type { PartProps } from "./page.tsx";

const OTHER = "other";

export function Keeping(props: PartProps): JSX.Element {
  const { here, view, open, frozen } = props;
  const keep = (format: "pdf" | "fhir") => async () => {
    const answer = await ask(here, "circle/export", { circle: view.id, format });
    if (answer.ok) download(answer.value);
    return answer;
  };
  const pdf = useAct(keep("pdf"));
  const fhir = useAct(keep("fhir"));
  const forSoftware = view.may.includes("meet_professionals") && view.may.includes("see_trail");
  const isAlone = globalThis.parent === globalThis.self; // Element lets no frame print
  return (
    <section class="block no-print" aria-labelledby="keep">
      <h2 id="keep">{say("circle-keep-title")}</h2>
      {open.locked ? (
        <p class="notice problem">{say("circle-locked-lead")}</p>
      ) : (
        <>
          <p class="quiet">{say("circle-keep-lead")}</p>
          <div class="actions">
            {isAlone ? <Button onPress={() => print()}>{say("circle-print")}</Button> : null}
            {frozen ? null : (
              <Button busy={pdf.busy} onPress={pdf.go}>
                {say("circle-pdf")}
              </Button>
            )}
            {frozen || !forSoftware ? null : (
              <Button busy={fhir.busy} onPress={fhir.go}>
                {say("circle-fhir")}
              </Button>
            )}
          </div>
          <Told answer={pdf.answer} sentence={() => say("circle-kept")} />
          <Told answer={fhir.answer} sentence={() => say("circle-kept")} />
        </>
      )}
    </section>
  );
}

export function Ending(props: PartProps): JSX.Element | null {
  const { view, frozen } = props;
  if (!view.may.includes("close") || frozen) return null;
  return (
    <section class="block no-print" aria-labelledby="end">
      <h2 id="end">{say("circle-end-title")}</h2>
      <p class="quiet">{say("circle-end-lead")}</p>
      <div class="actions">
        <Panel open={say("circle-end")}>{(done) => <Close {...props} done={done} />}</Panel>
      </div>
    </section>
  );
}

function Close(props: PartProps & { readonly done: Finish }): JSX.Element {
  const { here, view, open, reload, done } = props;
  const [reason, setReason] = useState(open.options.reasons[0]?.value ?? "");
  const [words, setWords] = useState("");
  const act = useAct(async () => {
    const form = { circle: view.id, reason, words: reason === OTHER ? words : "" };
    const answer = await ask(here, "circle/close", form);
    if (answer.ok) reload();
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
      <Choose
        label={say("circle-end-reason")}
        value={reason}
        options={open.options.reasons}
        onChange={setReason}
      />
      {reason === OTHER ? (
        <Line label={say("circle-end-words")} most={200} value={words} onInput={setWords} />
      ) : null}
      <div class="actions">
        <Button danger busy={act.busy} onPress={act.go}>
          {say("circle-end-yes")}
        </Button>
        <Button grab onPress={done}>
          {say("circle-cancel")}
        </Button>
      </div>
      <Told answer={act.answer} sentence={(told) => told.sentence} />
    </form>
  );
}
