/** Handing a file to the browser; nothing of it stays with the page. */

import type { FileView } from "../generated/models.ts";

const A_WHILE = 60_000;

export function download(file: FileView): void {
  const bytes = Uint8Array.from(atob(file.content), (letter) => letter.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: file.media_type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), A_WHILE);
}
