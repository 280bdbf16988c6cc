/** The service worker, which keeps the page itself for the hours without network. */

import { SERVICE_WORKER, trusted } from "./trusted.ts";

export async function keepOffline(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register(trusted(SERVICE_WORKER), { scope: "/pages/" });
}
