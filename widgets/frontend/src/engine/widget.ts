/** Our half of the Matrix widget API (MSC2762, MSC1960): who the person is, the theme, and going to
 * a conversation (MSC2931, asked for when it is first needed: MSC2974). */

export interface OpenIdToken {
  readonly token: string;
  readonly server: string;
}

interface Message {
  readonly api: "toWidget" | "fromWidget";
  readonly requestId: string;
  readonly widgetId: string;
  readonly action: string;
  readonly data: Record<string, unknown>;
  readonly response?: Record<string, unknown>;
}

const VERSIONS = ["0.0.1", "0.0.2", "MSC1960"];
const HANDSHAKE = 3_000;
const NAVIGATE = "org.matrix.msc2931.navigate";
const ASKING = 60_000; // the person reads a question of their client

let current: WidgetHost | null = null;

/** The client that shows us, if one does. */
export const clientNow = (): WidgetHost | null => current;

/** Which of the `clients` shows us, if it says so and is one of them. */
export function clientOf(parentUrl: string, clients: readonly string[]): string | null {
  return clients.find((one) => parentUrl === one || parentUrl.startsWith(`${one}/`)) ?? null;
}

/** The client that shows us: only messages of that window and that origin are heard. */
export class WidgetHost {
  readonly #id: string;
  readonly #origin: string;
  readonly #onTheme: (theme: string) => void;
  readonly #answers = new Map<string, (response: Record<string, unknown>) => void>();
  readonly #confirmations = new Map<string, (token: OpenIdToken | null) => void>();
  readonly #ready: Promise<void>;
  #isReady: () => void = () => undefined;
  readonly #allowed = new Set<string>();
  #onAllowed: () => void = () => undefined;
  #sent = 0;

  constructor(id: string, origin: string, onTheme: (theme: string) => void) {
    this.#id = id;
    this.#origin = origin;
    this.#onTheme = onTheme;
    this.#ready = new Promise((resolve) => {
      this.#isReady = resolve;
      setTimeout(resolve, HANDSHAKE);
    });
    addEventListener("message", (event) => this.#hear(event));
    void this.#request("content_loaded");
    current = this;
  }

  /** Have the client show the conversation at `address`; false when it, or the person, refused. */
  async navigate(address: string): Promise<boolean> {
    await this.#ready;
    if (!this.#allowed.has(NAVIGATE)) {
      const answered = new Promise<void>((resolve) => {
        this.#onAllowed = resolve;
        setTimeout(resolve, ASKING);
      });
      const data = { capabilities: [NAVIGATE] };
      const asked = await this.#request("org.matrix.msc2974.request_capabilities", undefined, data);
      if ("error" in asked) return false;
      await answered;
    }
    if (!this.#allowed.has(NAVIGATE)) return false;
    return !("error" in (await this.#request(NAVIGATE, undefined, { uri: address })));
  }

  /** A token that says to our server who the person is; null when they, or the client, refused. */
  async openId(): Promise<OpenIdToken | null> {
    await this.#ready;
    const id = this.#nextId();
    const confirmed = new Promise<OpenIdToken | null>((resolve) => {
      this.#confirmations.set(id, resolve);
    });
    const response = await this.#request("get_openid", id);
    return response["state"] === "request" ? confirmed : tokenIn(response);
  }

  #hear(event: MessageEvent<unknown>): void {
    if (event.source !== globalThis.parent || event.origin !== this.#origin) return;
    const message = event.data;
    if (!isMessage(message) || message.widgetId !== this.#id) return;
    if (message.response !== undefined) {
      if (message.api === "fromWidget") this.#answers.get(message.requestId)?.(message.response);
      return;
    }
    if (message.api === "toWidget") this.#post({ ...message, response: this.#react(message) });
  }

  #react(message: Message): Record<string, unknown> {
    switch (message.action) {
      case "supported_api_versions":
        return { supported_versions: VERSIONS };
      case "capabilities":
        return { capabilities: [] };
      case "notify_capabilities":
        for (const one of textsIn(message.data["approved"])) this.#allowed.add(one);
        this.#isReady();
        this.#onAllowed();
        return {};
      case "theme_change":
        this.#onTheme(String(message.data["name"] ?? ""));
        return {};
      case "openid_credentials":
        this.#confirmations.get(String(message.data["original_request_id"]))?.(
          tokenIn(message.data),
        );
        return {};
      default:
        return {};
    }
  }

  #request(
    action: string,
    requestId = this.#nextId(),
    data: Record<string, unknown> = {},
  ): Promise<Record<string, unknown>> {
    return new Promise((resolve) => {
      this.#answers.set(requestId, resolve);
      this.#post({ api: "fromWidget", requestId, widgetId: this.#id, action, data });
    });
  }

  #post(message: Message): void {
    globalThis.parent.postMessage(message, this.#origin);
  }

  #nextId(): string {
    this.#sent += 1;
    return `cercle-${this.#sent}-${crypto.randomUUID()}`;
  }
}

const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];

function tokenIn(data: Record<string, unknown>): OpenIdToken | null {
  const { state, access_token: token, matrix_server_name: server } = data;
  const given = state === "allowed" && typeof token === "string" && typeof server === "string";
  return given ? { token, server } : null;
}

function isMessage(value: unknown): value is Message {
  if (typeof value !== "object" || value === null) return false;
  const { api, requestId, widgetId, action, data } = value as Partial<Message>;
  const named = [api, requestId, widgetId, action].every((one) => typeof one === "string");
  return named && typeof data === "object" && data !== null;
}
