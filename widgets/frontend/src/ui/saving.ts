/** Handing bytes to the browser to be saved; nothing of them stays with the page. */

import type { Fetched } from "../engine/server.ts";

const A_WHILE = 60_000;
/** Whatever it is, nothing opens it by itself. */
const ANY = "application/octet-stream";

export function save({ name, bytes }: Fetched): void {
  const address = URL.createObjectURL(new Blob([bytes], { type: ANY }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), A_WHILE);
}
