import { getViteConfig } from "astro/config";

export default getViteConfig({
  // @ts-expect-error -- vitest's key on Vite's config; Astro's signature does not know it
  test: { include: ["tests/**/*.test.ts"], environment: "node" },
});
