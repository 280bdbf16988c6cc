/** Drawing documents and pictures on a canvas: nothing in them runs, nothing is loaded for them. */

import { PDF_WORKER, trusted } from "../engine/trusted.ts";

const FOLDER = "/pages/pdf/";
const LARGEST = 16_000_000; // pixels: a phone has no more room for one canvas
const MOST_DENSE = 2;

/** What can be looked at page by page. `draw` gives the text of the page, if it has one. */
export interface Sheets {
  readonly count: number;
  draw(page: number, canvas: HTMLCanvasElement, width: number): Promise<string>;
  close(): void;
}

interface Viewport {
  readonly width: number;
  readonly height: number;
}
interface PdfPage {
  getViewport(size: { scale: number }): Viewport;
  render(what: { canvas: HTMLCanvasElement; viewport: Viewport }): {
    readonly promise: Promise<void>;
    cancel(): void;
  };
  getTextContent(): Promise<{ items: readonly { str?: string; hasEOL?: boolean }[] }>;
}
interface Pdf {
  readonly numPages: number;
  getPage(number: number): Promise<PdfPage>;
}
interface PdfLibrary {
  readonly PDFWorker: new (given: { port: Worker }) => { destroy(): void };
  getDocument(given: object): { readonly promise: Promise<Pdf>; destroy(): Promise<void> };
}

/** Raises what the library raises for what it cannot read. */
export async function openPdf(bytes: ArrayBuffer): Promise<Sheets> {
  const address = `${FOLDER}pdf.min.mjs`;
  const library = (await import(/* @vite-ignore */ address)) as PdfLibrary;
  const port = new Worker(trusted(PDF_WORKER), { type: "module" });
  const worker = new library.PDFWorker({ port });
  const asked = library.getDocument({
    data: new Uint8Array(bytes.slice(0)),
    worker,
    wasmUrl: FOLDER,
    useWasm: false,
    enableXfa: false,
    disableAutoFetch: true,
    maxImageSize: LARGEST * 4,
  });
  const close = (): void => {
    void asked.destroy();
    worker.destroy();
    port.terminate();
  };
  try {
    const pdf = await asked.promise;
    return pdfSheets(pdf, close);
  } catch (error) {
    close();
    throw error;
  }
}

function pdfSheets(pdf: Pdf, close: () => void): Sheets {
  let drawing: { cancel(): void; readonly promise: Promise<void> } | null = null;
  return {
    count: pdf.numPages,
    close,
    async draw(number, canvas, width) {
      drawing?.cancel();
      await drawing?.promise.catch(() => undefined);
      const page = await pdf.getPage(number);
      const plain = page.getViewport({ scale: 1 });
      const scale = fit(plain, width);
      const viewport = page.getViewport({ scale });
      size(canvas, viewport, width);
      drawing = page.render({ canvas, viewport });
      await drawing.promise;
      const { items } = await page.getTextContent();
      return items.map((one) => `${one.str ?? ""}${one.hasEOL === true ? "\n" : ""}`).join("");
    },
  };
}

/** Raises for what is no picture. */
export async function openPicture(bytes: ArrayBuffer): Promise<Sheets> {
  const picture = await createImageBitmap(new Blob([bytes]));
  return {
    count: 1,
    close: () => picture.close(),
    async draw(_page, canvas, width) {
      const scale = Math.min(fit(picture, width), 1);
      const drawn = { width: picture.width * scale, height: picture.height * scale };
      size(canvas, drawn, width);
      canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
      return "";
    },
  };
}

/** By how much to enlarge it so that it is sharp at `width`, within what a canvas holds. */
function fit(plain: Viewport, width: number): number {
  const dense = Math.min(devicePixelRatio, MOST_DENSE);
  const wanted = (width * dense) / plain.width;
  return Math.min(wanted, Math.sqrt(LARGEST / (plain.width * plain.height)));
}

function size(canvas: HTMLCanvasElement, drawn: Viewport, width: number): void {
  canvas.width = Math.max(1, Math.floor(drawn.width));
  canvas.height = Math.max(1, Math.floor(drawn.height));
  canvas.style.width = `${Math.floor(width)}px`;
  canvas.style.height = `${Math.floor((width * drawn.height) / drawn.width)}px`;
}
