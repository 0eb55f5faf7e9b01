import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { ApiClient } from "../src/lib/api/client.ts";
import { ContentVersion } from "../src/lib/version.ts";
import { createListener } from "./app.ts";
import { loadAssets } from "./assets.ts";
import type { AstroHandler } from "./astro.ts";
import { readConfig } from "./config.ts";
import { startPolling } from "./poll.ts";

const DIST = new URL("../dist/", import.meta.url);
const ENTRY = new URL("server/entry.mjs", DIST);

async function main(): Promise<void> {
  const config = readConfig(process.env);
  if (!existsSync(ENTRY)) throw new Error("the site is not built: run `npm run build` first");
  const { handler } = (await import(ENTRY.href)) as { handler: AstroHandler };
  const version = new ContentVersion();
  const client = new ApiClient({ baseUrl: config.cmsUrl, version });
  const assets = await loadAssets(fileURLToPath(new URL("client/", DIST)));
  const server = createServer(
    { keepAliveTimeout: 65_000, requestTimeout: 30_000 },
    createListener({ config, handler, client, version, assets }),
  );
  const stopPolling = startPolling(client, version, config.pollSeconds);

  server.on("error", (error) => {
    console.error(`[frontend] ${error.message}`);
    process.exit(1);
  });
  server.listen(config.port, config.host, () => {
    console.log(`[frontend] http://${config.host}:${config.port}/ (CMS at ${config.cmsUrl})`);
  });

  function stop(): void {
    stopPolling();
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    // What has not been answered by now never will be.
    setTimeout(() => process.exit(0), 1500).unref();
  }
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

main().catch((error: unknown) => {
  console.error(`[frontend] ${error instanceof Error ? error.message : error}`);
  process.exit(1);
});
