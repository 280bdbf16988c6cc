/** One patient of the list: who, what waits, and one touch to the conversation, phone or route. */

import type { JSX } from "preact";
import { memo } from "../../ui/memo.ts";
import { say, when } from "../../engine/text.ts";
import type { PatientLineView } from "../../generated/models.ts";
import { Go } from "../../ui/going.tsx";
import type { Here } from "../../ui/hooks.ts";
import { RoomLink } from "../../ui/room.tsx";
import { InLists } from "./lists.tsx";

interface CardProps {
  readonly here: Here;
  readonly patient: PatientLineView;
  readonly lists: readonly string[];
  /** Nothing can be changed without network. */
  readonly frozen: boolean;
  readonly reload: () => void;
}

export const PatientCard = memo(Card);

function Card({ here, patient, lists, frozen, reload }: CardProps): JSX.Element {
  const { name } = patient;
  const facts = [
    patient.pseudonym,
    when(new Date(patient.last_at), new Date()),
    patient.tasks > 0 ? say("patients-tasks", { count: patient.tasks }) : "",
    ...patient.lists,
  ];
  return (
    <li class="card patient">
      <h2 class="card-title">
        <Go page="circle" id={patient.circle}>
          {name}
        </Go>
        <span class="quiet">{[patient.age, patient.born].filter(Boolean).join(" · ")}</span>
        {patient.unread > 0 ? (
          <span class="mark">{say("patients-unread-mark", { count: patient.unread })}</span>
        ) : null}
        {patient.late > 0 ? (
          <span class="mark late">{say("patients-late-mark", { count: patient.late })}</span>
        ) : null}
      </h2>
      {[...patient.cautions, ...patient.alerts].map((text) => (
        <p key={text} class="alert">
          <span aria-hidden="true">⚠ </span>
          {text}
        </p>
      ))}
      <p class="quiet">{facts.filter(Boolean).join(" · ")}</p>
      <div class="actions tight">
        {patient.room === "" ? null : (
          <RoomLink
            address={patient.room}
            class="button main"
            label={say("patients-room-of", { name })}
          >
            {say("patients-room")}
          </RoomLink>
        )}
        {patient.phone === null ? null : (
          <a
            class="button"
            href={`tel:${patient.phone.number}`}
            aria-label={say("patients-call-of", { name, phone: patient.phone.shown })}
          >
            {say("patients-call")}
          </a>
        )}
        {patient.route === "" ? null : (
          <a class="button" href={patient.route} aria-label={say("patients-route-of", { name })}>
            {say("patients-route")}
          </a>
        )}
        {frozen ? null : (
          <InLists here={here} patient={patient} lists={lists} reload={reload} />
        )}
      </div>
    </li>
  );
}
