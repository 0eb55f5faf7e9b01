/** The page server without Astro: what a page would be rendered from comes back as JSON. */
import type { IncomingHttpHeaders, RequestListener, ServerOptions } from "node:http";
import { request } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { connect } from "node:net";
import { FixtureApi } from "../../e2e/fixture-api.ts";
import type { Parts } from "../../server/app.ts";
import { createSite } from "../../server/app.ts";
import type { AstroHandler } from "../../server/astro_renderer.ts";
import { BodyBudget } from "../../server/body_budget.ts";
import { readConfig } from "../../server/config.ts";
import type { Listening } from "../../server/listen.ts";
import { listen, TIME_LIMITS } from "../../server/listen.ts";
import { ApiClient } from "../../src/lib/api/client.ts";
import { ContentVersion } from "../../src/lib/content_version.ts";

export const MB = 1024 * 1024;

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** What the page was made from. */
  readonly view: Record<string, unknown>;
}

/** Answers with the locals of a render, so that a test sees them without a template. */
const echo: AstroHandler = async (req, res, _next, locals) => {
  const { api: _api, ...view } = locals;
  const notFound = new URL(req.url ?? "/", "http://a").pathname.includes("nothing");
  res.writeHead(notFound ? 404 : 200, { "Content-Type": "text/html" });
  res.end(JSON.stringify({ route: req.url, ...view }));
  return Promise.resolve();
};

export class Answering {
  readonly api = new FixtureApi();
  parts!: Parts;
  listening!: Listening;

  async start(env: Readonly<Record<string, string>> = {}, handler = echo, limits: ServerOptions = {}): Promise<this> {
    await this.api.start();
    const version = new ContentVersion();
    const config = readConfig({ CMS_URL: this.api.url, NUM_PROXIES: "1", ...env });
    const client = new ApiClient({ baseUrl: this.api.url, version });
    this.parts = { config, handler, client, version, assets: new Map(), forms: new BodyBudget(2 * MB, MB) };
    await this.serve(createSite(this.parts).listener, limits);
    return this;
  }

  /** Answers by another listener from now on. */
  async serve(listener: RequestListener, limits: ServerOptions = {}): Promise<void> {
    this.listening = await listen(listener, "127.0.0.1", 0, { ...TIME_LIMITS, ...limits });
  }

  async stop(): Promise<void> {
    this.listening.server.closeAllConnections();
    await Promise.all([this.listening.stop(), this.api.stop()]);
  }

  get port(): number {
    return (this.listening.server.address() as AddressInfo).port;
  }

  /** A connection on which `text` was written and nothing more. */
  slow(text: string): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.port, "127.0.0.1", () => socket.write(text, () => resolve(socket)));
      socket.once("error", reject);
    });
  }

  post(path: string, values: Record<string, string>, headers: Record<string, string> = {}): Promise<Answered> {
    const type = { "Content-Type": "application/x-www-form-urlencoded" };
    return this.send("POST", path, { ...type, ...headers }, new URLSearchParams(values).toString());
  }

  async postFiles(path: string, form: FormData, headers: Record<string, string> = {}): Promise<Answered> {
    const body = new Response(form);
    const type = { "Content-Type": body.headers.get("Content-Type") ?? "" };
    return this.send("POST", path, { ...type, ...headers }, Buffer.from(await body.arrayBuffer()));
  }

  send(
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body: string | Buffer = "",
  ): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const sent = request({ port: this.port, method, path, headers, agent: false }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () => {
          const text = Buffer.concat(chunks).toString();
          const view = text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : {};
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, view });
        });
      });
      sent.on("error", reject);
      sent.end(body);
    });
  }
}

/** Resolves to everything that was answered when the other side has closed the connection. */
export function untilClosed(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    socket.on("data", (chunk) => (text += chunk.toString()));
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(text));
  });
}
