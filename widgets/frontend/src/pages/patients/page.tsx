/** « Mes patients »: one's circles, found, sorted, put in lists; one touch to each. */

import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { say, when } from "../../engine/text.ts";
import { CALLS } from "../../generated/calls.ts";
import type { ClosedLineView, PatientsView } from "../../generated/models.ts";
import { Choose } from "../../ui/fields.tsx";
import { Framed } from "../../ui/framed.tsx";
import { Go } from "../../ui/going.tsx";
import { useView, type Here, type Since } from "../../ui/hooks.ts";
import { Aged } from "../../ui/kept.tsx";
import { Notice } from "../../ui/states.tsx";
import { PatientCard } from "./card.tsx";
import { OneList } from "./lists.tsx";
import { choose, passes, prepare, type Filter, type Order } from "./search.ts";

const SHOW = "patients/show";
/** How many are drawn at once: a slow phone stays fluid with hundreds. */
const STEP = 30;

export function PatientsPage(props: { readonly here: Here }): JSX.Element {
  const { here } = props;
  const shown = useView(here, SHOW, CALLS[SHOW], {}, (view) => view.topics);
  const count = shown.state.kind === "shown" ? shown.state.view.patients.length : null;
  return (
    <Framed
      title={say("patients-title")}
      lead={count === null ? null : say("patients-count", { count })}
      shown={shown}
    >
      {(view, since) => <Shown here={here} view={view} since={since} reload={shown.reload} />}
    </Framed>
  );
}

interface ShownProps {
  readonly here: Here;
  readonly view: PatientsView;
  readonly since: Since | null;
  readonly reload: () => void;
}

function Shown({ here, view, since, reload }: ShownProps): JSX.Element {
  const [typed, setTyped] = useState("");
  const [filter, setFilter] = useState<Filter>("all");
  const [order, setOrder] = useState<Order>("activity");
  const all = useMemo(() => prepare(view.patients), [view]);
  const chosen = useMemo(() => choose(all, typed, filter, order), [all, typed, filter, order]);
  const list = typeof filter === "string" ? null : filter.list;
  return (
    <>
      <Aged since={since} />
      {view.patients.length === 0 ? (
        <Notice text={say("patients-none")} />
      ) : (
        <>
          <div class="block" role="search">
            <label>
              {say("patients-search")}
              <input
                type="search"
                autocomplete="off"
                value={typed}
                placeholder={say("patients-search-hint")}
                onInput={(event) => setTyped(event.currentTarget.value)}
              />
            </label>
            <Filters view={view} filter={filter} onFilter={setFilter} />
          </div>
          {list === null || since !== null ? null : (
            <OneList
              key={list}
              here={here}
              list={list}
              onNamed={(name) => {
                setFilter(name === null ? "all" : { list: name });
                reload();
              }}
            />
          )}
          <div class="sorting">
            <p class="quiet" role="status">
              {say("patients-shown", { count: chosen.length })}
            </p>
            <Choose
              label={say("patients-sort")}
              value={order}
              options={[
                { value: "activity", label: say("patients-by-activity") },
                { value: "name", label: say("patients-by-name") },
                { value: "late", label: say("patients-by-tasks") },
              ]}
              onChange={(value) => setOrder(value as Order)}
            />
          </div>
          {chosen.length === 0 ? <Notice text={say("patients-none-such")} /> : null}
          <Growing anew={`${typed} ${order} ${JSON.stringify(filter)}`} length={chosen.length}>
            {(shown) => (
              <ul class="cards">
                {chosen.slice(0, shown).map((patient) => (
                  <PatientCard
                    key={patient.circle}
                    here={here}
                    patient={patient}
                    lists={view.lists}
                    frozen={since !== null}
                    reload={reload}
                  />
                ))}
              </ul>
            )}
          </Growing>
        </>
      )}
      <ClosedCircles closed={view.closed} />
    </>
  );
}

function Filters(props: {
  readonly view: PatientsView;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
}): JSX.Element {
  const { view, filter } = props;
  const count = (one: Filter): number => view.patients.filter((p) => passes(p, one)).length;
  const kinds: readonly (readonly [Filter, string])[] = [
    ["all", say("patients-all")],
    ["unread", say("patients-unread", { count: count("unread") })],
    ["late", say("patients-late", { count: count("late") })],
    ["alerts", say("patients-alerts", { count: count("alerts") })],
    ...view.lists.map((list) => [{ list }, list] as const),
  ];
  return (
    <div class="actions tight" role="group" aria-label={say("patients-filters")}>
      {kinds.map(([one, label]) => (
        <button
          key={label}
          type="button"
          class="chip"
          aria-pressed={JSON.stringify(one) === JSON.stringify(filter)}
          onClick={() => props.onFilter(one)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

/** Draws more as the end of what is drawn comes into sight, or when asked. */
function Growing(props: {
  readonly length: number;
  /** Another list begins at its beginning. */
  readonly anew: string;
  readonly children: (shown: number) => JSX.Element;
}): JSX.Element {
  const [shown, setShown] = useState(STEP);
  const end = useRef<HTMLDivElement>(null);
  const more = shown < props.length;
  useEffect(() => setShown(STEP), [props.anew]);
  useEffect(() => {
    const mark = end.current;
    if (mark === null || !more) return undefined;
    const observer = new IntersectionObserver(
      (seen) => {
        if (seen.some((one) => one.isIntersecting)) setShown((count) => count + STEP);
      },
      { rootMargin: "600px" },
    );
    observer.observe(mark);
    return () => observer.disconnect();
  }, [more, shown]);
  return (
    <>
      {props.children(shown)}
      {more ? (
        <div class="actions" ref={end}>
          <button type="button" onClick={() => setShown(shown + STEP)}>
            {say("patients-more")}
          </button>
        </div>
      ) : null}
    </>
  );
}

function ClosedCircles(props: { readonly closed: readonly ClosedLineView[] }): JSX.Element | null {
  const { closed } = props;
  if (closed.length === 0) return null;
  return (
    <details class="block">
      <summary>{say("patients-closed-title", { count: closed.length })}</summary>
      <ul class="cards">
        {closed.map((one) => (
          <li key={one.circle} class="card">
            <p class="card-title">
              <Go page="circle" id={one.circle}>
                {one.pseudonym}
              </Go>
            </p>
            <p class="quiet">
              {one.sentence}
              {one.closed_at === null
                ? ""
                : ` ${say("patients-closed-when", { when: when(new Date(one.closed_at), new Date()) })}`}
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}
