/** The addresses of scripts that may run beside the page: the browser refuses any other. */

interface TrustedTypes {
  createPolicy(name: string, rules: Policy): Policy;
}
interface Policy {
  createScriptURL: (url: string) => string;
}

export const SERVICE_WORKER = "/pages/sw.js";
export const PDF_WORKER = "/pages/pdf/pdf.worker.min.mjs";

const OURS = new Set([SERVICE_WORKER, PDF_WORKER]);
let policy: Policy | undefined;

/** `url`, as the browser wants it to be said. */
export function trusted(url: string): string {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  policy ??= types?.createPolicy("cercle", {
    createScriptURL: (asked) => {
      if (!OURS.has(asked)) throw new TypeError("not our script");
      return asked;
    },
  });
  return policy?.createScriptURL(url) ?? url;
}
