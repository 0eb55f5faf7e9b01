import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ApiClient } from "../src/lib/api/client.ts";
import { ContentVersion } from "../src/lib/content_version.ts";
import { createSite } from "./app.ts";
import { loadAssets } from "./assets.ts";
import type { AstroHandler } from "./astro_renderer.ts";
import { newFormBudget } from "./body_budget.ts";
import { readConfig } from "./config.ts";
import { openPageDisk } from "./page_disk.ts";
import { listen } from "./listen.ts";
import { startPolling } from "./version_poll.ts";

const DIST = new URL("../dist/", import.meta.url);
// Somewhat less than compose.yaml grants.
const STOP_MS = 28_000;
const ENTRY = new URL("server/entry.mjs", DIST);

async function main(): Promise<void> {
  const config = readConfig(process.env);
  if (!existsSync(ENTRY)) throw new Error("the site is not built: run `npm run build` first");
  const { handler } = (await import(ENTRY.href)) as { handler: AstroHandler };
  const version = new ContentVersion();
  const client = new ApiClient({ baseUrl: config.cmsUrl, version });
  const assets = await loadAssets(fileURLToPath(new URL("client/", DIST)));
  const disk = openPageDisk(config, assets.keys(), version);
  const site = createSite({ config, handler, client, version, assets, disk, forms: newFormBudget() });
  const listening = await listen(site.listener, config.host, config.port);
  console.log(`[frontend] http://${config.host}:${config.port}/ (CMS at ${config.cmsUrl})`);
  const stopPolling = startPolling(client, version, config.pollSeconds);

  function stop(): void {
    stopPolling();
    void listening
      .stop()
      .then(() => disk?.settled())
      .then(() => process.exit(0));
    // Forms under way are finished; who holds a connection longer does not hold us up.
    setTimeout(() => process.exit(0), STOP_MS).unref();
  }
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

main().catch((error: unknown) => {
  console.error(`[frontend] ${error instanceof Error ? error.message : error}`);
  process.exit(1);
});
