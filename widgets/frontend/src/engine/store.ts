/** What this browser keeps: its key, the last views, the edits that wait. All can be forgotten.
 *
 * A browser that keeps nothing (some do, inside another site) still shows the page: what would be
 * kept then lasts as long as the page is open.
 */

const NAME = "cercle";
const VERSION = 1;
const STORES = ["keys", "views", "edits"] as const;
export type Store = (typeof STORES)[number];

const brief = new Map<Store, Map<string, unknown>>(STORES.map((store) => [store, new Map()]));
let opened: Promise<IDBDatabase | null> | null = null;

function open(): Promise<IDBDatabase | null> {
  opened ??= new Promise((resolve) => {
    try {
      const request = indexedDB.open(NAME, VERSION);
      request.onupgradeneeded = () => {
        for (const store of STORES) request.result.createObjectStore(store);
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
  return opened;
}

/** `ask` of the database when there is one, `otherwise` of what the page alone remembers. */
async function within<T>(
  store: Store,
  mode: IDBTransactionMode,
  ask: (kept: IDBObjectStore) => IDBRequest,
  otherwise: (kept: Map<string, unknown>) => T,
): Promise<T> {
  const base = await open();
  if (base === null) return otherwise(brief.get(store) ?? new Map<string, unknown>());
  return new Promise((resolve, reject) => {
    const request = ask(base.transaction(store, mode).objectStore(store));
    request.onsuccess = () => resolve(request.result as T);
    request.onerror = () => reject(request.error ?? new Error("indexedDB"));
  });
}

export const get = (store: Store, key: string): Promise<unknown> =>
  within(store, "readonly", (kept) => kept.get(key), (kept) => kept.get(key));

export const all = (store: Store): Promise<readonly unknown[]> =>
  within<readonly unknown[]>(store, "readonly", (kept) => kept.getAll(), (kept) => [...kept.values()]);

export const names = (store: Store): Promise<readonly string[]> =>
  within<readonly string[]>(store, "readonly", (kept) => kept.getAllKeys(), (kept) => [...kept.keys()]);

export async function put(store: Store, key: string, value: unknown): Promise<void> {
  await within<unknown>(store, "readwrite", (kept) => kept.put(value, key), (kept) => kept.set(key, value));
}

export async function remove(store: Store, key: string): Promise<void> {
  await within<unknown>(store, "readwrite", (kept) => kept.delete(key), (kept) => kept.delete(key));
}

export async function clear(store: Store): Promise<void> {
  await within<unknown>(store, "readwrite", (kept) => kept.clear(), (kept) => kept.clear());
}
