/** The key that binds a session to this browser: made here, and nothing can take it out. */

import { get, put, remove } from "./store.ts";

const NAME = "browser";
const CURVE = { name: "ECDSA", namedCurve: "P-256" } as const;

/** A new key in place of the one before; gives its public half. */
export async function makeKey(): Promise<{ readonly point: string; keep: () => Promise<void> }> {
  const pair = await crypto.subtle.generateKey(CURVE, false, ["sign", "verify"]);
  const point = await crypto.subtle.exportKey("raw", pair.publicKey);
  return { point: encode(point), keep: () => put("keys", NAME, pair.privateKey) };
}

/** `text` signed by this browser's key; null when it has none. */
export async function sign(text: string): Promise<string | null> {
  const key = await get("keys", NAME);
  if (!(key instanceof CryptoKey)) return null;
  const bytes = new TextEncoder().encode(text);
  return encode(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key, bytes));
}

export const forgetKey = (): Promise<void> => remove("keys", NAME);

function encode(bytes: ArrayBuffer): string {
  const text = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
