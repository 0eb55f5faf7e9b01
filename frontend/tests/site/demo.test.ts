import { afterAll, beforeAll, expect, test } from "vitest";
import { golden } from "../../e2e/fixture-api.ts";
import type { PageDocument } from "../../src/lib/api/types.ts";
import { RunningSite } from "./running.ts";

// What the real API answered for the demo: its own tests compare these files byte for byte.
const PAGES = ["page_demo_contact_pl", "page_demo_guide_uk", "page_demo_objectives_ru", "page_demo_section_en"];

let site: RunningSite;
beforeAll(async () => {
  site = await new RunningSite().start();
});
afterAll(() => site.stop());

test.each(PAGES)("%s is shown in its language, with all its headings", async (name) => {
  const page = golden<PageDocument>(name);
  const { status, text } = await site.get(new URL(page.meta.html_url).pathname);
  expect(status).toBe(200);
  expect(text).toContain(`<html lang="${page.meta.locale}"`);
  for (const block of page.body) {
    if (block.type !== "heading") continue;
    expect(text).toContain(`id="${(block.value as { anchor: string }).anchor}"`);
  }
});
