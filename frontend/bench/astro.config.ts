import type { AstroIntegration, AstroUserConfig } from "astro";
import site from "../astro.config.ts";

/** Puts a middleware before Astro's pages that answers from memory: what we compare with. */
const memory: AstroIntegration = {
  name: "memory",
  hooks: {
    "astro:config:setup": ({ addMiddleware }) => {
      addMiddleware({ order: "pre", entrypoint: new URL("./memory.ts", import.meta.url) });
    },
  },
};

/** The same site, built aside, with that middleware in it. */
const config: AstroUserConfig = { ...site, outDir: "./dist-bench", integrations: [memory] };

export default config;
