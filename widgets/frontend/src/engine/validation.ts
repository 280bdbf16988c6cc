/** Small validators: nothing from outside is used before one of them has said yes. */

export type Result<T, P = string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: P };

/** Says yes with a typed value, or where in the document it is not what was expected. */
export type Validator<T> = (value: unknown, at?: string) => Result<T>;

export const yes = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const no = <P>(problem: P): { readonly ok: false; readonly problem: P } => ({
  ok: false,
  problem,
});

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

export const string: Validator<string> = (value, at = "") =>
  typeof value === "string" ? yes(value) : no(`${at}: not a text`);

export const number: Validator<number> = (value, at = "") =>
  typeof value === "number" && Number.isFinite(value) ? yes(value) : no(`${at}: not a number`);

export const boolean: Validator<boolean> = (value, at = "") =>
  typeof value === "boolean" ? yes(value) : no(`${at}: not a yes or no`);

export const nothing: Validator<null> = (value, at = "") =>
  value === null ? yes(null) : no(`${at}: not null`);

/** An instant, with its zone. */
export const moment: Validator<string> = (value, at = "") =>
  typeof value === "string" && ISO.test(value) && !Number.isNaN(Date.parse(value))
    ? yes(value)
    : no(`${at}: not an instant`);

export function literal<T extends string | number | boolean>(...values: readonly T[]): Validator<T> {
  return (value, at = "") => {
    const found = values.find((one) => one === value);
    return found === undefined ? no(`${at}: not one of what is known`) : yes(found);
  };
}

export function list<T>(inner: Validator<T>): Validator<readonly T[]> {
  return (value, at = "") => {
    if (!Array.isArray(value)) return no(`${at}: not a list`);
    const found: T[] = [];
    for (const [index, one] of value.entries()) {
      const checked = inner(one, `${at}[${index}]`);
      if (!checked.ok) return checked;
      found.push(checked.value);
    }
    return yes(found);
  };
}

export function dict<T>(inner: Validator<T>): Validator<{ readonly [key: string]: T }> {
  return (value, at = "") => {
    if (!isPlain(value)) return no(`${at}: not a record`);
    const found: [string, T][] = [];
    for (const [key, one] of Object.entries(value)) {
      const checked = inner(one, `${at}.${key}`);
      if (!checked.ok) return checked;
      found.push([key, checked.value]);
    }
    return yes(Object.fromEntries(found));
  };
}

export function oneOf<T extends readonly Validator<unknown>[]>(
  ...inner: T
): Validator<T[number] extends Validator<infer U> ? U : never> {
  return (value, at = "") => {
    for (const one of inner) {
      const checked = one(value, at);
      if (checked.ok) return checked as Result<never>;
    }
    return no(`${at}: none of what is possible`);
  };
}

interface Optional<T> {
  readonly optional: Validator<T>;
}

export const optional = <T>(inner: Validator<T>): Optional<T> => ({ optional: inner });

type Field<T> = undefined extends T ? Optional<Exclude<T, undefined>> : Validator<T>;

/** Exactly these fields: one too many is as suspect as one too few. */
export function record<T extends object>(fields: {
  readonly [K in keyof Required<T>]: Field<T[K]>;
}): Validator<T> {
  const known = new Map<string, Validator<unknown> | Optional<unknown>>(Object.entries(fields));
  return (value, at = "") => {
    if (!isPlain(value)) return no(`${at}: not a record`);
    const found: [string, unknown][] = [];
    for (const key of Object.keys(value)) if (!known.has(key)) return no(`${at}.${key}: unknown`);
    for (const [key, field] of known) {
      const must = typeof field === "function";
      if (!Object.hasOwn(value, key)) {
        if (must) return no(`${at}.${key}: missing`);
        continue;
      }
      const checked = (must ? field : field.optional)(value[key], `${at}.${key}`);
      if (!checked.ok) return checked;
      found.push([key, checked.value]);
    }
    return yes(Object.fromEntries(found) as T);
  };
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
