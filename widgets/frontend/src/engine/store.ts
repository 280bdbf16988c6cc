/** What this browser keeps: its key, the last views, the edits that wait. All can be forgotten. */

const NAME = "cercle";
const VERSION = 1;
const STORES = ["keys", "views", "edits"] as const;
export type Store = (typeof STORES)[number];

let opened: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      for (const store of STORES) request.result.createObjectStore(store);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("indexedDB"));
  });
  return opened;
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("indexedDB"));
  });
}

async function within(store: Store, mode: IDBTransactionMode): Promise<IDBObjectStore> {
  return (await open()).transaction(store, mode).objectStore(store);
}

export async function get(store: Store, key: string): Promise<unknown> {
  return done(await within(store, "readonly").then((found) => found.get(key)));
}

export async function all(store: Store): Promise<readonly unknown[]> {
  return done<unknown[]>(await within(store, "readonly").then((found) => found.getAll()));
}

export async function put(store: Store, key: string, value: unknown): Promise<void> {
  await done(await within(store, "readwrite").then((found) => found.put(value, key)));
}

export async function remove(store: Store, key: string): Promise<void> {
  await done(await within(store, "readwrite").then((found) => found.delete(key)));
}

export async function clear(store: Store): Promise<void> {
  await done(await within(store, "readwrite").then((found) => found.clear()));
}
