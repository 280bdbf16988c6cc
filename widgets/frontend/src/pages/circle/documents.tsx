/** The documents of a circle, by month and by type. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { say } from "../../engine/text.ts";
import type { DocumentView } from "../../generated/models.ts";
import { Choose } from "../../ui/fields.tsx";
import { Viewer } from "../../ui/pdf_viewer.tsx";
import { RoomLink } from "../../ui/room.tsx";
import { Button } from "../../ui/states.tsx";
import type { PartProps } from "./page.tsx";

const FILE = "circle/document";
const DAY = new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "long" });
const MONTH = new Intl.DateTimeFormat("fr-FR", { month: "long", year: "numeric" });

export function Documents(props: PartProps): JSX.Element {
  const { open } = props;
  const [kind, setKind] = useState("");
  const { documents } = open;
  const kinds = [...new Set(documents.map((one) => one.kind))];
  const shown = documents.filter((one) => kind === "" || one.kind === kind);
  return (
    <section class="block" aria-labelledby="documents">
      <h2 id="documents">{say("circle-documents-title")}</h2>
      {documents.length === 0 ? <p class="quiet">{say("circle-documents-none")}</p> : null}
      {kinds.length > 1 ? (
        <div class="no-print">
          <Choose
            label={say("circle-document-type")}
            value={kind}
            options={[
              { value: "", label: say("circle-every-type") },
              ...kinds.map((one) => ({ value: one, label: one })),
            ]}
            onChange={setKind}
          />
        </div>
      ) : null}
      {byMonth(shown).map(([month, inside]) => (
        <div key={month} class="block">
          <h3>{month}</h3>
          <ul class="cards">
            {inside.map((one) => (
              <Document key={one.id} document={one} {...props} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Document(props: PartProps & { readonly document: DocumentView }): JSX.Element {
  const { here, view, frozen, document } = props;
  const { kind, author, title } = document;
  const [shown, setShown] = useState(false);
  const [wasShown, setWasShown] = useState(false);
  return (
    <li class="card">
      <p class="card-title">
        {document.link === "" ? (
          <span>{document.title}</span>
        ) : (
          <RoomLink address={document.link} class="touch">
            {document.title}
          </RoomLink>
        )}
        {document.alert ? <span class="mark late">{say("circle-alert-mark")}</span> : null}
        {document.fresh ? <span class="mark">{say("circle-fresh")}</span> : null}
      </p>
      <p class="quiet">
        {[kind === title ? "" : kind, author, dayOf(document)]
          .filter(Boolean)
          .join(" · ")}
        {document.state === "" ? null : (
          <>
            <br />
            {document.state}
          </>
        )}
        {document.professionals ? (
          <>
            <br />
            {say("circle-professionals-only")}
          </>
        ) : null}
      </p>
      {!document.opens || frozen ? null : shown ? (
        <Viewer
          name={title}
          kind="pdf"
          fetch={() => here.door.fetch(FILE, { circle: view.id, document: document.id })}
          onClose={() => {
            setWasShown(true);
            setShown(false);
          }}
        />
      ) : (
        <div class="actions tight no-print">
          <Button
            label={say("circle-open-document-of", { title })}
            grab={wasShown}
            onPress={() => setShown(true)}
          >
            {say("circle-open-document")}
          </Button>
        </div>
      )}
    </li>
  );
}

/** A day is the same wherever one reads it. */
const noon = (day: string): Date => new Date(`${day}T12:00:00`);

/** Under the heading of its month, or of its year where no more was told. */
const dayOf = (one: DocumentView): string =>
  one.precision === "day" ? DAY.format(noon(one.day)) : "";

function byMonth(
  documents: readonly DocumentView[],
): readonly (readonly [string, readonly DocumentView[]])[] {
  const months = new Map<string, DocumentView[]>();
  for (const one of documents) {
    const month = one.precision === "year" ? one.day.slice(0, 4) : MONTH.format(noon(one.day));
    months.set(month, [...(months.get(month) ?? []), one]);
  }
  return [...months];
}
