/** The documents of a circle, by month and by type. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { say, when } from "../../engine/text.ts";
import type { DocumentView } from "../../generated/models.ts";
import { Choose } from "../../ui/fields.tsx";
import { RoomLink } from "../../ui/room.tsx";
import type { PartProps } from "./page.tsx";

const MONTH = new Intl.DateTimeFormat("fr-FR", { month: "long", year: "numeric" });

export function Documents({ open }: PartProps): JSX.Element {
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
              <Document key={one.id} document={one} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Document({ document }: { readonly document: DocumentView }): JSX.Element {
  const { kind, author } = document;
  const day = when(new Date(document.day), new Date());
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
        {document.fresh ? <span class="mark">{say("circle-fresh")}</span> : null}
      </p>
      <p class="quiet">
        {[kind, author, day].filter(Boolean).join(" · ")}
        {document.professionals ? (
          <>
            <br />
            {say("circle-professionals-only")}
          </>
        ) : null}
      </p>
    </li>
  );
}

function byMonth(
  documents: readonly DocumentView[],
): readonly (readonly [string, readonly DocumentView[]])[] {
  const months = new Map<string, DocumentView[]>();
  for (const one of documents) {
    const month = MONTH.format(new Date(one.day));
    months.set(month, [...(months.get(month) ?? []), one]);
  }
  return [...months];
}
