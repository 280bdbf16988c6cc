/** One request to our server: a document goes, a checked document comes back, or a problem. */

import { NETWORK, problemIn, STRANGE, type Problem } from "./problem.ts";
import { no, yes, type Result, type Validator } from "./validation.ts";

export const API = "/pages/api";
const PATIENCE = 20_000;
const PATIENCE_WITH_FILES = 120_000;
const NAME = /filename\*=UTF-8''([\w.~%-]+)/;

export async function post<T>(
  path: string,
  form: object,
  view: Validator<T>,
  token: string | null = null,
): Promise<Result<T, Problem>> {
  return read(view, () =>
    fetch(`${API}/${path}`, {
      method: "POST",
      headers: headers(token),
      body: JSON.stringify(form),
      signal: AbortSignal.timeout(PATIENCE),
    }),
  );
}

export async function load<T>(path: string, view: Validator<T>): Promise<Result<T, Problem>> {
  return read(view, () => fetch(`${API}/${path}`, { signal: AbortSignal.timeout(PATIENCE) }));
}

/** A file as it was sent: nothing of it is kept by the browser. */
export interface Fetched {
  readonly name: string;
  readonly bytes: ArrayBuffer;
}

export async function postForFile(
  path: string,
  form: object,
  token: string,
): Promise<Result<Fetched, Problem>> {
  try {
    const response = await fetch(`${API}/${path}`, {
      method: "POST",
      headers: headers(token),
      body: JSON.stringify(form),
      signal: AbortSignal.timeout(PATIENCE_WITH_FILES),
    });
    if (!response.ok) return no(problemIn(await response.json()));
    const name = NAME.exec(response.headers.get("Content-Disposition") ?? "")?.[1] ?? "";
    return yes({ name: decodeURIComponent(name), bytes: await response.arrayBuffer() });
  } catch (error) {
    return no(error instanceof SyntaxError ? STRANGE : NETWORK);
  }
}

export function headers(token: string | null): Record<string, string> {
  const plain = { "Content-Type": "application/json" };
  return token === null ? plain : { ...plain, Authorization: `Bearer ${token}` };
}

async function read<T>(
  view: Validator<T>,
  ask: () => Promise<Response>,
): Promise<Result<T, Problem>> {
  let response: Response;
  let body: unknown;
  try {
    response = await ask();
    body = await response.json();
  } catch (error) {
    return no(error instanceof SyntaxError ? STRANGE : NETWORK);
  }
  if (!response.ok) return no(problemIn(body));
  const checked = view(body);
  return checked.ok ? yes(checked.value) : no(STRANGE);
}
