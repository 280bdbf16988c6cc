/** Who is in the circle, under three headings; writing to them, their role, letting in and out. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { say, when } from "../../engine/text.ts";
import type { MemberView } from "../../generated/models.ts";
import { Told, useAct } from "../../ui/acting.tsx";
import { ask } from "../../ui/asking.ts";
import { Choose } from "../../ui/fields.tsx";
import { Panel, Sure, type Finish } from "../../ui/panel.tsx";
import { Button } from "../../ui/states.tsx";
import { Adding } from "./adding.tsx";
import type { PartProps } from "./page.tsx";

/** Roles of those around the patient: they have a relation to them. */
export const NEAR: ReadonlySet<string> = new Set(["relative", "carer", "trusted_person", "guardian"]);

export function Members(props: PartProps): JSX.Element {
  const { open, view, frozen } = props;
  return (
    <section class="block" aria-labelledby="members">
      <h2 id="members">{say("circle-members-title")}</h2>
      {open.sections.map((section) => (
        <div key={section.title} class="block">
          <h3>{section.title}</h3>
          <ul class="cards">
            {section.members.map((member) => (
              <Member key={member.person} member={member} {...props} />
            ))}
          </ul>
        </div>
      ))}
      {view.may.includes("add_members") && !frozen ? (
        <div class="actions no-print">
          <Panel open={say("circle-add")}>{(done) => <Adding {...props} done={done} />}</Panel>
        </div>
      ) : null}
    </section>
  );
}

type MemberProps = PartProps & { readonly member: MemberView };

function Member(props: MemberProps): JSX.Element {
  const { here, view, member, frozen, reload } = props;
  const { name, phone } = member;
  const form = { circle: view.id, person: member.person };
  const write = useAct(() => ask(here, "circle/write", form));
  const remove = useAct(async () => {
    const answer = await ask(here, "circle/remove", form);
    reload();
    return answer;
  });
  const now = new Date();
  return (
    <li class="card">
      <p class="card-title">
        <span>{name}</span>
        {member.me ? <span class="mark">{say("circle-me")}</span> : null}
      </p>
      <p class="quiet">
        {member.role}
        {member.until === null ? null : (
          <>
            <br />
            {say("circle-until", { when: when(new Date(member.until), now) })}
          </>
        )}
        {member.ground === "" ? null : (
          <>
            <br />
            {say("circle-ground", { ground: member.ground })}
          </>
        )}
      </p>
      {phone === null ? null : (
        <p>
          <a
            class="touch"
            href={`tel:${phone.number}`}
            aria-label={say("circle-call-of", { name, phone: phone.shown })}
          >
            {phone.shown}
          </a>
        </p>
      )}
      {frozen ? null : (
        <div class="actions tight no-print">
          {member.me ? null : (
            <Button
              label={say("circle-write-of", { name })}
              busy={write.busy}
              onPress={write.go}
            >
              {say("circle-write")}
            </Button>
          )}
          {member.roles.length > 1 ? (
            <Panel
              open={say("circle-change-role")}
              label={say("circle-change-role-of", { name })}
            >
              {(done) => <ChangeRole {...props} done={done} />}
            </Panel>
          ) : null}
          {member.me || view.may.includes("remove_members") ? (
            <Panel
              open={say(member.me ? "circle-leave" : "circle-remove")}
              label={member.me ? say("circle-leave") : say("circle-remove-of", { name })}
            >
              {(done) => (
                <Sure
                  question={
                    member.me ? say("circle-leave-sure") : say("circle-remove-sure", { name })
                  }
                  yes={say(member.me ? "circle-leave-yes" : "circle-remove-yes")}
                  no={say("circle-cancel")}
                  busy={remove.busy}
                  onYes={remove.go}
                  onNo={done}
                />
              )}
            </Panel>
          ) : null}
        </div>
      )}
      <Told answer={write.answer} sentence={(told) => told.sentence} />
      <Told answer={remove.answer} sentence={(told) => told.sentence} />
    </li>
  );
}

function ChangeRole(props: MemberProps & { readonly done: Finish }): JSX.Element {
  const { here, view, open, member, reload, done } = props;
  const [role, setRole] = useState(member.role_value);
  const [relation, setRelation] = useState(member.relation_value);
  const act = useAct(async () => {
    const form = { circle: view.id, person: member.person, role, relation };
    const answer = await ask(here, "circle/role", form);
    if (answer.ok) {
      reload();
      done(answer.value.sentence);
    }
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
        label={say("circle-role")}
        value={role}
        options={member.roles}
        onChange={setRole}
      />
      {NEAR.has(role) ? (
        <Choose
          label={say("circle-relation")}
          value={relation}
          options={[{ value: "", label: say("circle-no-relation") }, ...open.options.relations]}
          onChange={setRelation}
        />
      ) : null}
      <div class="actions">
        <Button main busy={act.busy} onPress={act.go}>
          {say("circle-save")}
        </Button>
        <Button onPress={done}>{say("circle-cancel")}</Button>
      </div>
      <Told answer={act.answer} sentence={(told) => told.sentence} />
    </form>
  );
}
