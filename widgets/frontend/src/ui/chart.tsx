/** Values over time as a small drawing, and the table that says them all. */

import type { JSX } from "preact";
import { say } from "../engine/text.ts";
import type { CurveView, PointView } from "../generated/models.ts";
import "../style/chart.css";

const WIDTH = 320;
const HEIGHT = 140;
const EDGE = 14;

interface Dot {
  readonly x: number;
  readonly y: number;
  readonly point: PointView;
}

export function Chart({ curve }: { readonly curve: CurveView }): JSX.Element {
  const title = curve.unit === "" ? curve.name : say("circle-result-unit", curve);
  return (
    <div class="card">
      <h3>{title}</h3>
      <Drawing curve={curve} title={title} />
      <Table curve={curve} title={title} />
    </div>
  );
}

function Drawing(props: { readonly curve: CurveView; readonly title: string }): JSX.Element | null {
  const { curve } = props;
  const drawn = curve.points.filter((one) => one.amount !== null);
  const days = drawn.map((one) => Date.parse(one.day));
  const [first, last] = [Math.min(...days), Math.max(...days)];
  if (drawn.length < 2 || first === last) return null;
  const amounts = drawn.map((one) => one.amount ?? 0);
  const bounds = [...amounts, curve.low, curve.high].filter((one) => one !== null);
  const [floor, top] = [Math.min(...bounds), Math.max(...bounds)];
  const spread = top === floor ? 1 : top - floor;
  const down = (amount: number): number =>
    HEIGHT - EDGE - ((amount - floor) / spread) * (HEIGHT - 2 * EDGE);
  const dots: readonly Dot[] = drawn.map((point) => ({
    x: EDGE + ((Date.parse(point.day) - first) / (last - first)) * (WIDTH - 2 * EDGE),
    y: down(point.amount ?? 0),
    point,
  }));
  const low = curve.low === null ? HEIGHT : down(curve.low);
  const high = curve.high === null ? 0 : down(curve.high);
  const hasBand = curve.low !== null || curve.high !== null;
  const told = say("curve-drawing", {
    name: props.title,
    count: drawn.length,
    first: drawn[days.indexOf(first)]?.told ?? "",
    last: drawn[days.indexOf(last)]?.told ?? "",
  });
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={told}>
      {hasBand ? (
        <rect class="band" x={0} y={high} width={WIDTH} height={Math.max(0, low - high)} />
      ) : null}
      <polyline points={dots.map((one) => `${one.x},${one.y}`).join(" ")} />
      {dots.map(({ x, y, point }, rank) =>
        point.mark === "" ? (
          <circle key={rank} cx={x} cy={y} r={4} />
        ) : (
          <rect key={rank} class="marked" x={x - 5} y={y - 5} width={10} height={10} />
        ),
      )}
    </svg>
  );
}

function Table(props: { readonly curve: CurveView; readonly title: string }): JSX.Element {
  const points = props.curve.points.toReversed();
  return (
    <table class="compared">
      <caption class="unseen">{`${props.title} – ${say("curve-table")}`}</caption>
      <thead>
        <tr>
          <th scope="col">{say("curve-day")}</th>
          <th scope="col">{say("curve-value")}</th>
          <th scope="col">{say("curve-usual")}</th>
        </tr>
      </thead>
      <tbody>
        {points.map((one, rank) => (
          <tr key={rank}>
            <th scope="row">{one.told}</th>
            <td>
              {one.value}
              {one.mark === "" ? null : <strong>{` ${one.mark}`}</strong>}
            </td>
            <td>{one.usual}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
