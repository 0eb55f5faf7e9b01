import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";

/** The middleware-mode entry that `astro build` writes. */
export type AstroHandler = (
  req: IncomingMessage,
  res: ServerResponse,
  next: undefined,
  locals: App.Locals,
) => Promise<void>;

/** What Astro made of an address. */
export interface Rendered {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/**
 * Renders `address` (path and query). Astro sees a request of our own making: nothing of the
 * visitor's headers, so neither Host, X-Forwarded-Host nor cookies can change a shared page.
 */
export async function renderByAstro(handler: AstroHandler, address: string, locals: App.Locals): Promise<Rendered> {
  const req = new IncomingMessage(new Socket());
  req.method = "GET";
  req.url = address;
  req.headers = { host: new URL(locals.siteUrl).host };
  req.push(null);
  const res = new CapturedResponse(req);
  await handler(req, res, undefined, locals);
  return res.rendered;
}

/** Collects what Astro writes instead of sending it. */
class CapturedResponse extends ServerResponse {
  readonly rendered: Promise<Rendered>;
  readonly #chunks: Buffer[] = [];
  readonly #headers = new Map<string, string>();
  #resolve!: (rendered: Rendered) => void;
  #reject!: (error: Error) => void;

  constructor(req: IncomingMessage) {
    super(req);
    this.rendered = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  override writeHead(status: number, headers?: unknown): this {
    this.statusCode = status;
    for (const [name, value] of Object.entries((headers ?? {}) as Record<string, unknown>)) {
      this.#headers.set(name.toLowerCase(), String(value));
    }
    return this;
  }

  // Astro only ever writes chunks of bytes or strings; its error path passes a callback second.
  override write(chunk: Uint8Array | string, ..._rest: unknown[]): boolean {
    this.#chunks.push(Buffer.from(chunk as Uint8Array));
    const callback = _rest.find((item) => typeof item === "function");
    if (callback !== undefined) (callback as () => void)();
    return true;
  }

  override end(chunk?: unknown): this {
    if (chunk instanceof Uint8Array || typeof chunk === "string") this.write(chunk);
    const body = Buffer.concat(this.#chunks);
    this.#resolve({ status: this.statusCode, headers: this.#headers, body });
    this.emit("finish");
    this.emit("close");
    return this;
  }

  override destroy(error?: Error): this {
    this.#reject(error ?? new Error("the render broke off"));
    return this;
  }
}
