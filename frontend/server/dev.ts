/** `make dev`: this server with Astro's development server behind it, so that changes show at once. */
import type { RequestListener } from "node:http";
import { fileURLToPath } from "node:url";
import { dev } from "astro";
import { ApiClient } from "../src/lib/api/client.ts";
import { ContentVersion } from "../src/lib/content_version.ts";
import { createSite } from "./app.ts";
import { loadAssets } from "./assets.ts";
import type { AstroHandler } from "./astro_renderer.ts";
import { newFormBudget } from "./body_budget.ts";
import type { Config } from "./config.ts";
import { readConfig } from "./config.ts";
import { listen } from "./listen.ts";
import { startPolling } from "./version_poll.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
// Modules, styles and fonts that Vite serves from the sources; no page of the CMS has such a path.
const OF_VITE = /^\/(?:@|src\/|node_modules\/|\.astro\/|__)/;

const starting: RequestListener = (_req, res) => {
  res.writeHead(503, { "Retry-After": "1" }).end("The site starts.\n");
};

async function main(): Promise<void> {
  // Nothing is kept: the next request shows a changed template or serializer.
  const config: Config = { ...readConfig(process.env), cacheBytes: 0, hotReload: true };
  let answer = starting;
  const { server } = await listen((req, res) => answer(req, res), config.host, config.port);
  const astro = await dev({
    root: ROOT,
    logLevel: "warn",
    // Vite's own port is never asked: its updates come over this server's.
    server: { host: config.host, port: 0 },
    vite: { server: { ws: { server } } },
  });
  const handler: AstroHandler = (req, res, _next, locals) => {
    Reflect.set(req, Symbol.for("astro.locals"), locals);
    return Promise.resolve(astro.handle(req, res));
  };
  const version = new ContentVersion();
  const client = new ApiClient({ baseUrl: config.cmsUrl, version, maxBytes: 0 });
  const assets = await loadAssets(fileURLToPath(new URL("../public/", import.meta.url)));
  const site = createSite({ config, handler, client, version, assets, forms: newFormBudget() });
  answer = (req, res) => (OF_VITE.test(req.url ?? "/") ? astro.handle(req, res) : site.listener(req, res));
  console.log(`[frontend] http://${config.host}:${config.port}/ (CMS at ${config.cmsUrl})`);
  startPolling(client, version, config.pollSeconds);
}

for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => process.exit(0));

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
