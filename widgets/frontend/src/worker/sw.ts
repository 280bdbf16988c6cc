/** Keeps the files of one build, so that pages open without network. Never keeps what they say. */

declare const __FILES__: readonly string[];
declare const __VERSION__: string;

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Extendable {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface WorkerScope {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(name: "install" | "activate", react: (event: Extendable) => void): void;
  addEventListener(name: "fetch", react: (event: Fetching) => void): void;
}

const scope = globalThis as unknown as WorkerScope;
const BASE = "/pages/";
const DOCUMENT = `${BASE}session`;
const CACHE = `cercle-${__VERSION__}`;

scope.addEventListener("install", (event) => {
  event.waitUntil(install());
});
scope.addEventListener("activate", (event) => {
  event.waitUntil(dropOthers());
});
scope.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const ours = url.origin === scope.location.origin && url.pathname.startsWith(BASE);
  const isCall = url.pathname.startsWith(`${BASE}api/`);
  if (event.request.method !== "GET" || !ours || isCall) return;
  event.respondWith(event.request.mode === "navigate" ? show(event.request) : file(event.request));
});

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll([DOCUMENT, ...__FILES__.map((name) => BASE + name)]);
  await scope.skipWaiting();
}

async function dropOthers(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("cercle-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await scope.clients.claim();
}

/** A page: fresh if the network gives it, else the one that is kept. */
async function show(request: Request): Promise<Response> {
  try {
    const fresh = await fetch(request);
    if (fresh.ok) return fresh;
  } catch {
    // no network: what is kept will do
  }
  return (await caches.match(DOCUMENT)) ?? fetch(request);
}

async function file(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}
