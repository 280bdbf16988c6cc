// One build: the shell and its service worker, which is told what to keep for the offline hours.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const PUBLIC = fileURLToPath(new URL("public/", import.meta.url));

const PDF = fileURLToPath(new URL("node_modules/pdfjs-dist/", import.meta.url));

/** What draws PDF, as it was published: loaded when a document is opened, never before. */
function drawing() {
  const files = {
    "pdf.min.mjs": "legacy/build/pdf.min.mjs",
    "pdf.worker.min.mjs": "legacy/build/pdf.worker.min.mjs",
    "jbig2_nowasm_fallback.js": "wasm/jbig2_nowasm_fallback.js",
    "openjpeg_nowasm_fallback.js": "wasm/openjpeg_nowasm_fallback.js",
  };
  return {
    name: "drawing",
    generateBundle() {
      for (const [name, path] of Object.entries(files)) {
        const source = readFileSync(PDF + path);
        this.emitFile({ type: "asset", fileName: `pdf/${name}`, source });
      }
    },
  };
}

/** Writes into the service worker the list of the files to keep, and a version of them. */
function precache() {
  return {
    name: "precache",
    enforce: "post", // the style sheet is written last
    generateBundle(_options, bundle) {
      const built = Object.values(bundle).filter(
        ({ fileName }) => fileName !== "sw.js" && !fileName.startsWith("pdf/"),
      );
      const fixed = readdirSync(PUBLIC, { recursive: true, withFileTypes: true })
        .filter((file) => file.isFile())
        .map((file) => `${file.parentPath}/${file.name}`.replaceAll("//", "/"));
      const hash = createHash("sha256");
      for (const file of built) hash.update(file.type === "chunk" ? file.code : file.source);
      for (const path of fixed) hash.update(readFileSync(path));
      const files = [
        ...built.map((file) => file.fileName).filter((name) => name !== "index.html"),
        ...fixed.map((path) => path.slice(PUBLIC.length)),
      ].sort();
      const worker = bundle["sw.js"];
      worker.code = worker.code
        .replaceAll("__FILES__", JSON.stringify(files))
        .replaceAll("__VERSION__", JSON.stringify(hash.digest("hex").slice(0, 16)));
    },
  };
}

export default defineConfig({
  base: "/pages/",
  plugins: [drawing(), precache()],
  build: {
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    reportCompressedSize: false,
    rollupOptions: {
      input: { index: "index.html", sw: "src/worker/sw.ts" },
      output: {
        // What every page stands on is one file; each page is another.
        codeSplitting: {
          groups: [
            {
              name: "base",
              test: /src\/(engine|generated|ui)\/(?!drawing|pdf_viewer|chart)|node_modules\/preact/,
            },
          ],
        },
        entryFileNames: (chunk) => (chunk.name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
      },
    },
  },
});
