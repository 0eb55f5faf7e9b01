import node from "@astrojs/node";
import { defineConfig } from "astro/config";
import type { Plugin } from "vite";

/** What is built runs without node_modules: nothing else has to be installed on a server. */
const selfContained: Plugin = {
  name: "self-contained",
  config: (_config, { command }) => (command === "build" ? { ssr: { noExternal: true } } : {}),
};

// The HTTP server is ours (server/main.ts): it keeps rendered pages in memory and asks Astro
// only for what it has not got. Hence middleware mode, and no inlined styles or scripts (CSP).
export default defineConfig({
  output: "server",
  adapter: node({ mode: "middleware" }),
  trailingSlash: "ignore",
  build: { inlineStylesheets: "never" },
  // Nothing here sends forms to Astro; the webhook is checked by its signature.
  security: { checkOrigin: true },
  devToolbar: { enabled: false },
  vite: { build: { assetsInlineLimit: 0 }, plugins: [selfContained] },
});
