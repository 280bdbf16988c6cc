/** « Où en est mon envoi »: each of one's sendings, and where it is for each recipient. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { say, when } from "../../engine/text.ts";
import { CALLS } from "../../generated/calls.ts";
import type { RecipientView, SendingsView, SendingView } from "../../generated/models.ts";
import { Choose, Tick } from "../../ui/fields.tsx";
import { Framed } from "../../ui/framed.tsx";
import { useView, type Here, type Since } from "../../ui/hooks.ts";
import { Aged } from "../../ui/kept.tsx";
import { RoomLink } from "../../ui/room.tsx";
import { Notice } from "../../ui/states.tsx";
import { useWord, type Tell } from "../../ui/word.tsx";
import { Again, Changing } from "./changing.tsx";

const SHOW = "sending/show";

export function SendingPage({ here }: { readonly here: Here }): JSX.Element {
  const shown = useView(here, SHOW, CALLS[SHOW], {}, (view) => view.topics);
  return (
    <Framed
      title={say("sending-title")}
      lead={say("sending-lead")}
      shown={shown}
    >
      {(view, since) => <Shown here={here} view={view} since={since} reload={shown.reload} />}
    </Framed>
  );
}

function Shown(props: {
  readonly here: Here;
  readonly view: SendingsView;
  readonly since: Since | null;
  readonly reload: () => void;
}): JSX.Element {
  const { here, view, since, reload } = props;
  const [circle, setCircle] = useState("");
  const [failedOnly, setFailedOnly] = useState(false);
  const { tell, place } = useWord(reload);
  const frozen = since !== null;
  const failed = view.sendings.filter((one) => one.failed).length;
  const shown = view.sendings.filter(
    (one) => (circle === "" || one.circle === circle) && (!failedOnly || one.failed),
  );
  return (
    <>
      <Aged since={since} />
      {place}
      {view.sendings.length === 0 ? (
        <Notice text={say("sending-none")} />
      ) : (
        <>
          <div class="block">
            {view.circles.length < 2 ? null : (
              <Choose
                label={say("sending-filter")}
                value={circle}
                options={[{ value: "", label: say("sending-every") }, ...view.circles]}
                onChange={setCircle}
              />
            )}
            {failed === 0 && !failedOnly ? null : (
              <Tick
                label={say("sending-failed-only", { count: failed })}
                checked={failedOnly}
                onChange={setFailedOnly}
              />
            )}
            <p class="quiet" role="status">
              {say("sending-count", { count: shown.length })}
            </p>
          </div>
          {shown.length === 0 ? <Notice text={say("sending-none-such")} /> : null}
          <ul class="cards">
            {shown.map((one) => (
              <Sending
                key={one.id}
                here={here}
                sending={one}
                number={view.sendings.length - view.sendings.indexOf(one)}
                frozen={frozen}
                tell={tell}
              />
            ))}
          </ul>
        </>
      )}
      {view.hidden === 0 ? null : (
        <p class="quiet">{say("sending-hidden", { count: view.hidden })}</p>
      )}
    </>
  );
}

function Sending(props: {
  readonly here: Here;
  readonly sending: SendingView;
  readonly number: number;
  readonly frozen: boolean;
  readonly tell: Tell;
}): JSX.Element {
  const { sending, number, frozen } = props;
  const { kind, patient, mailbox } = sending;
  const sent = when(new Date(sending.sent_at), new Date());
  return (
    <li class="card">
      <h2 class="card-title">
        <span>{sending.title}</span>
        {sending.failed ? <span class="mark late">{say("sending-failed")}</span> : null}
      </h2>
      <p class="quiet">{patient === "" ? kind : say("sending-about", { kind, patient })}</p>
      <ul class="block">
        {sending.recipients.map((one, rank) => (
          <Recipient key={rank} recipient={one} />
        ))}
      </ul>
      {sending.standing.map((text) => (
        <p key={text} class="quiet">
          {text}
        </p>
      ))}
      <p class="quiet">{say("sending-from", { mailbox, when: sent })}</p>
      <div class="actions tight">
        {sending.room === "" ? null : (
          <RoomLink
            address={sending.room}
            class="button"
            label={say("sending-room-of", { number })}
          >
            {say("sending-room")}
          </RoomLink>
        )}
        {sending.lacking && !frozen ? <Again {...props} /> : null}
        {sending.changeable && !frozen ? <Changing {...props} /> : null}
      </div>
    </li>
  );
}

function Recipient({ recipient }: { readonly recipient: RecipientView }): JSX.Element {
  const at = when(new Date(recipient.at), new Date());
  return (
    <li>
      <p>
        <strong>{recipient.name}</strong>
      </p>
      <p class={recipient.failed ? "alert" : ""}>
        {recipient.failed ? <span aria-hidden="true">⚠ </span> : null}
        {say("sending-where", { where: recipient.where, when: at })}
      </p>
      {recipient.advice === "" ? null : <p class="quiet">{recipient.advice}</p>}
    </li>
  );
}
