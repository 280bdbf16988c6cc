/** A question or an act of a page: the form that it takes, the view that it gives. */

import type { Validator } from "./validation.ts";

export interface Call<Form, View> {
  readonly view: Validator<View>;
  /** Only a type: which form goes with it. */
  readonly form?: (form: Form) => void;
}

export const call = <Form, View>(view: Validator<View>): Call<Form, View> => ({ view });

export type FormOf<C> = C extends Call<infer Form, unknown> ? Form : never;
export type ViewOf<C> = C extends Call<never, infer View> ? View : never;
