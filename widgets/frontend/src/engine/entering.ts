/** How this page gets in: by a link, as the browser that was here before, or through Element. */

import { isChallengeView, isEntryView, type EntryView } from "../generated/models.ts";
import { forgetKey, makeKey, sign } from "./browser_key.ts";
import { isPassing, type Problem } from "./problem.ts";
import { post } from "./server.ts";
import { say } from "./text.ts";
import { no, type Result } from "./validation.ts";
import type { WidgetHost } from "./widget.ts";

export type Entry = Result<EntryView, Problem>;

const SECRET = /(?:^|[#&])lien=([A-Za-z0-9_-]{43})$/;

/** The secret in the fragment of an address. */
export const secretIn = (address: string): string | null => SECRET.exec(address)?.[1] ?? null;

/** Through a link, asked again while the network fails; then as the browser that it opened. The key
 * stays the same: to the browser that it opened, the server answers again what was not heard. */
export function linkDoorway(secret: string): () => Promise<Entry> {
  let key: ReturnType<typeof makeKey> | null = null;
  let served = false;
  return async () => {
    if (served) return comeBack();
    const { point, keep } = await (key ??= makeKey());
    const entry = await post("enter/link", { secret, key: point }, isEntryView);
    served = entry.ok || !isPassing(entry.problem);
    if (entry.ok) await keep();
    if (entry.ok || entry.problem.code !== "link-served-here") return entry;
    const back = await comeBack();
    return back.ok ? back : entry;
  };
}

export async function comeBack(): Promise<Entry> {
  const asked = await post("enter/challenge", {}, isChallengeView);
  if (!asked.ok) return asked;
  const { challenge } = asked.value;
  const signature = (await sign(challenge)) ?? "";
  const entry = await post("enter/resume", { challenge, signature }, isEntryView);
  if (!entry.ok && entry.problem.code.startsWith("session-")) await forgetKey();
  return entry;
}

export async function enterByWidget(
  host: WidgetHost,
  room: string,
  previous: string,
): Promise<Entry> {
  const token = await host.openId();
  if (token === null) {
    return no({ code: "widget-refused", sentence: say("widget-refused"), wait: 0 });
  }
  return post("enter/widget", { ...token, room, previous }, isEntryView);
}
