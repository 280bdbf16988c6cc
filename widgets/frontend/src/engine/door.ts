/** The open door: who the page is open to, and a token that is renewed as it wears out. */

import type { EntryView } from "../generated/models.ts";
import type { Call } from "./call.ts";
import type { Entry } from "./entering.ts";
import { isOver, type Problem } from "./problem.ts";
import { post, postForFile, type Fetched } from "./server.ts";
import { no, type Result, type Validator } from "./validation.ts";

const RENEWABLE = new Set(["token-expired", "session-unknown"]);

export class Door {
  readonly #enter: (previous: string) => Promise<Entry>;
  readonly #onOver: (problem: Problem) => void;
  #entry: EntryView | null = null;
  #entering: Promise<Entry> | null = null;
  #over: Problem | null = null;

  constructor(enter: (previous: string) => Promise<Entry>, onOver: (problem: Problem) => void) {
    this.#enter = enter;
    this.#onOver = onOver;
  }

  /** Who the page is open to, as far as is known. */
  get entry(): EntryView | null {
    return this.#entry;
  }

  /** Get in, or get in again: several that ask at once go through the door together. */
  async open(): Promise<Entry> {
    this.#entering ??= this.#enter(this.#entry?.session ?? "").finally(() => {
      this.#entering = null;
    });
    const entry = await this.#entering;
    if (entry.ok) {
      this.#entry = entry.value;
      this.#over = null;
    } else if (isOver(entry.problem)) this.close(entry.problem);
    return entry;
  }

  /** Nothing more can be asked through this door. */
  close(problem: Problem): void {
    this.#entry = null;
    this.#over = problem;
    this.#onOver(problem);
  }

  /** Ask for the page `name` what `call` describes. */
  async ask<Form extends object, View>(
    name: string,
    call: Call<Form, View>,
    form: Form,
  ): Promise<Result<View, Problem>> {
    return this.send(`call/${name}`, form, call.view);
  }

  /** Send `form` with a token that is valid; a token that has worn out is renewed once. */
  async send<View>(
    path: string,
    form: object,
    view: Validator<View>,
  ): Promise<Result<View, Problem>> {
    return this.#sent((token) => post(path, form, view, token));
  }

  /** The file `name` that `form` asks for. */
  async fetch(name: string, form: object): Promise<Result<Fetched, Problem>> {
    return this.#sent((token) => postForFile(`file/${name}`, form, token));
  }

  /** The token, after getting in if need be. */
  async token(): Promise<Result<string, Problem>> {
    if (this.#entry !== null) return { ok: true, value: this.#entry.token };
    const entry = await this.open();
    return entry.ok ? { ok: true, value: entry.value.token } : no(entry.problem);
  }

  async #sent<Given>(
    ask: (token: string) => Promise<Result<Given, Problem>>,
  ): Promise<Result<Given, Problem>> {
    const token = await this.token();
    if (!token.ok) return token;
    const answer = await ask(token.value);
    if (answer.ok || !RENEWABLE.has(answer.problem.code)) return this.#watched(answer);
    const renewed = await this.open();
    if (!renewed.ok) return renewed;
    return this.#watched(await ask(renewed.value.token));
  }

  #watched<View>(answer: Result<View, Problem>): Result<View, Problem> {
    if (!answer.ok && isOver(answer.problem)) this.close(answer.problem);
    // What was on its way when the door closed must not be shown, nor kept, after it.
    return answer.ok && this.#over !== null ? no(this.#over) : answer;
  }
}
