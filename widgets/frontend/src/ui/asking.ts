/** Asking by name what the server answers: the form and the view go together. */

import type { Call, FormOf, ViewOf } from "../engine/call.ts";
import type { Problem } from "../engine/problem.ts";
import type { Result } from "../engine/validation.ts";
import { CALLS } from "../generated/calls.ts";
import type { Here } from "./hooks.ts";

export type Name = keyof typeof CALLS;

export function ask<N extends Name>(
  here: Here,
  name: N,
  form: FormOf<(typeof CALLS)[N]> & object,
): Promise<Result<ViewOf<(typeof CALLS)[N]>, Problem>> {
  type Asked = FormOf<(typeof CALLS)[N]> & object;
  const call = CALLS[name] as unknown as Call<Asked, ViewOf<(typeof CALLS)[N]>>;
  return here.door.ask(name, call, form);
}
