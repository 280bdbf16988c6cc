// One JSON object per line: requests on standard input, answers and news on standard output.
import { createInterface } from "node:readline";

const write = process.stdout.write.bind(process.stdout);

/** Everything the libraries print goes to standard error: standard output carries JSON only. */
export function keepOutputClean() {
  for (const level of ["log", "debug", "info", "warn", "error", "trace"]) {
    console[level] = (...words) => process.stderr.write(words.map(String).join(" ") + "\n");
  }
}

/** Tell the other side something it did not ask for. */
export function tell(news) {
  write(JSON.stringify(news) + "\n");
}

/** Serve `actions` until standard input closes. Each request {id, do, …} gets {id, ok} or {id, error}. */
export async function serve(actions) {
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim()) void answer(actions, JSON.parse(line));
  }
}

async function answer(actions, { id, do: name, ...wanted }) {
  try {
    if (!Object.hasOwn(actions, name)) throw new Error(`unknown request: ${name}`);
    tell({ id, ok: (await actions[name](wanted)) ?? null });
  } catch (error) {
    tell({ id, error: `${error?.name ?? "Error"}: ${error?.message ?? error}` });
  }
}
