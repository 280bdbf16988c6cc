/** Server-sent events, read from a stream that `fetch` gives (the browser's own takes no token). */

export interface ServerEvent {
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

/** Turns pieces of text, cut anywhere, into events. */
export class EventReader {
  #rest = "";

  read(piece: string): ServerEvent[] {
    const blocks = (this.#rest + piece).split("\n\n");
    this.#rest = blocks.pop() ?? "";
    return blocks.map(parse).filter((event) => event !== null);
  }
}

function parse(block: string): ServerEvent | null {
  const found = { id: "", event: "message", data: "" };
  let said = false;
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    if (colon <= 0) continue;
    const name = line.slice(0, colon);
    const value = line.slice(colon + 1).replace(/^ /, "");
    if (name === "id" || name === "event" || name === "data") {
      found[name] = value;
      said = true;
    }
  }
  return said ? found : null;
}
