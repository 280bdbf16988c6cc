/** The service worker, which keeps the page itself for the hours without network. */

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL: (url: string) => string };
}

const WORKER = "/pages/sw.js";

export async function keepOffline(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  const policy = types?.createPolicy("cercle", {
    createScriptURL: (url) => {
      if (url !== WORKER) throw new TypeError("not our service worker");
      return url;
    },
  });
  const url = policy?.createScriptURL(WORKER) ?? WORKER;
  await navigator.serviceWorker.register(url, { scope: "/pages/" });
}
