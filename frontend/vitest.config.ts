import { getViteConfig } from "astro/config";

export default getViteConfig({
  // @ts-expect-error -- vitest's key on Vite's config; Astro's signature does not know it
  test: {
    include: ["tests/**/*.test.ts"],
    environment: "node",
    // Against hanging only: the longest tests draw dozens of pages, which takes a busy machine over 5 s.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // The built site is loaded by Node itself, as where it runs; rewriting it first takes seconds.
    server: { deps: { external: [/\/dist\/server\//] } },
  },
});
