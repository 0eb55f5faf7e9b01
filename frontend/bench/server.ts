/**
 * One of the two servers under measurement, as a child process: "cached" is ours, "router" is
 * the same Astro server that hands the same stored bytes out by its own middleware.
 * Says {port} when it listens, and on "cpu" how much CPU time it has used, in ms.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ApiClient } from "../src/lib/api/client.ts";
import { ContentVersion } from "../src/lib/content_version.ts";
import { createSite } from "../server/app.ts";
import type { AstroHandler } from "../server/astro_renderer.ts";
import { newFormBudget } from "../server/body_budget.ts";
import { readConfig } from "../server/config.ts";
import { listen } from "../server/listen.ts";
import { FixtureApi } from "../e2e/fixture-api.ts";
import { keptPages } from "./memory.ts";

const ENTRY = new URL("../dist-bench/server/entry.mjs", import.meta.url);
const [kind, path] = process.argv.slice(2) as ["cached" | "router", string];

const api = await new FixtureApi().start();
const { handler } = (await import(ENTRY.href)) as { handler: AstroHandler };
const version = new ContentVersion();
const client = new ApiClient({ baseUrl: api.url, version });
const config = readConfig({ CMS_URL: api.url });
const site = createSite({ config, handler, client, version, assets: new Map(), forms: newFormBudget() });
const ours = await listen(site.listener, "127.0.0.1", 0);
let { port } = ours.server.address() as AddressInfo;

if (kind === "router") {
  keptPages().set(path, await renderedPage());
  const router = handler as unknown as (req: unknown, res: unknown) => Promise<void>;
  const server = createServer((req, res) => void router(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ({ port } = server.address() as AddressInfo);
}

/** Fetches the page from our own server: both sides hand out the very same bytes and headers. */
async function renderedPage() {
  const { get } = await import("node:http");
  return new Promise<{ body: Uint8Array<ArrayBuffer>; headers: Record<string, string> }>((resolve) => {
    get({ port, path, headers: { "Accept-Encoding": "br" } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const { date: _date, connection: _connection, ...headers } = response.headers;
        const body = new Uint8Array(Buffer.concat(chunks));
        resolve({ body, headers: headers as Record<string, string> });
      });
    });
  });
}

process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: (user + system) / 1000 });
});
process.send?.({ port });
