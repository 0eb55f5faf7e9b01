/** The whole built site on a free port, in front of the fixture API. */
import type { IncomingHttpHeaders } from "node:http";
import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { FixtureApi } from "../../e2e/fixture-api.ts";
import { createSite } from "../../server/app.ts";
import { loadAssets } from "../../server/assets.ts";
import type { AstroHandler } from "../../server/astro_renderer.ts";
import { newFormBudget } from "../../server/body_budget.ts";
import { readConfig } from "../../server/config.ts";
import type { Listening } from "../../server/listen.ts";
import { listen } from "../../server/listen.ts";
import type { PageDisk } from "../../server/page_disk.ts";
import { openPageDisk } from "../../server/page_disk.ts";
import { sign } from "../../server/signature.ts";
import { ApiClient } from "../../src/lib/api/client.ts";
import { ContentVersion } from "../../src/lib/content_version.ts";

const DIST = new URL("../../dist/", import.meta.url);
const SECRET = "test-secret";

export interface Got {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
}

export class RunningSite {
  readonly api = new FixtureApi();
  readonly version = new ContentVersion();
  port = 0;
  disk: PageDisk | undefined;
  /** Whether the page at a path would be answered from memory. */
  isKept: (path: string) => boolean = () => false;
  #listening: Listening | undefined;

  async start(env: Readonly<Record<string, string>> = {}): Promise<this> {
    await this.api.start();
    const config = readConfig({ CMS_URL: this.api.url, REVALIDATE_SECRET: SECRET, ...env });
    const entry = new URL("server/entry.mjs", DIST).href;
    const { handler } = (await import(/* @vite-ignore */ entry)) as { handler: AstroHandler };
    const client = new ApiClient({ baseUrl: this.api.url, version: this.version, timeoutMs: 10_000 });
    const assets = await loadAssets(fileURLToPath(new URL("client/", DIST)));
    this.disk = openPageDisk(config, assets.keys(), this.version);
    const site = createSite({
      config,
      handler,
      client,
      version: this.version,
      assets,
      disk: this.disk,
      forms: newFormBudget(),
    });
    this.isKept = (path) => site.fresh(path) !== undefined;
    this.#listening = await listen(site.listener, "127.0.0.1", 0);
    this.port = (this.#listening.server.address() as AddressInfo).port;
    return this;
  }

  async stop(): Promise<void> {
    await this.#listening?.stop();
    await this.api.stop();
  }

  get(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Got> {
    return this.send(method, path, headers);
  }

  /** Announces a version as the CMS does. */
  announce(contentVersion: number, secret = SECRET): Promise<Got> {
    const body = JSON.stringify({ content_version: contentVersion });
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = sign(secret, timestamp, Buffer.from(body));
    const headers = { "X-Timestamp": timestamp, "X-Signature": signature };
    return this.send("POST", "/revalidate", headers, body);
  }

  send(method: string, path: string, headers: Record<string, string>, body: string | Buffer = ""): Promise<Got> {
    return new Promise((resolve, reject) => {
      const options = { port: this.port, method, path, headers, agent: false };
      const sent = request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          const bytes = Buffer.concat(chunks);
          const status = response.statusCode ?? 0;
          resolve({ status, headers: response.headers, bytes, text: bytes.toString() });
        });
      });
      sent.on("error", reject);
      sent.end(body);
    });
  }
}

/** Tags of an answer that match, as they stand. */
export function tags(html: string, pattern: RegExp): string[] {
  return [...html.matchAll(pattern)].map((match) => match[0]);
}
