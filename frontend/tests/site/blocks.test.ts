import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { golden } from "../../e2e/fixture-api.ts";
import type { PageDocument } from "../../src/lib/api/types.ts";
import { RunningSite, tags } from "./running.ts";

let site: RunningSite;
let html: string;

beforeAll(async () => {
  site = await new RunningSite().start();
  html = (await site.get("/en/guides/housing/")).text;
});
afterAll(() => site.stop());

const SHOWN: Record<string, RegExp> = {
  heading: /<h2 id="before-you-sign" class="heading">Before you sign<\/h2>/,
  rich_text: /<div class="prose"><p>Renting in Poland/,
  image: /<source type="image\/avif" srcset="[^"]+400w, [^"]+800w, [^"]+1200w"/,
  callout: /<div class="callout tone-urgent"><p class="callout-tone">Important/,
  steps: /<small>3 steps<\/small>/,
  checklist: /<li>Passport or residence card<\/li>/,
  accordion: /<details><summary>Who pays for repairs\?<\/summary>/,
  table: /<th scope="col">Payment<\/th>.*<th scope="row">Deposit<\/th>/s,
  contact_card: /<a href="tel:\+48000000000">/,
  document: /Download: PDF, 184.kB/,
  video: /<a href="https:\/\/www\.youtube\.com\/watch\?v=aaaaaaaaaaa" rel="noreferrer"/,
  quote: /<blockquote><p>I thought I had to sign at once/,
  related_pages: /<h3 class="block-title">Read next<\/h3>/,
  information_point: /<strong>Open until 16:00<\/strong>/,
  feature: /<p class="feature-label">Good to know<\/p><h3 class="feature-title">/,
};

test.each(Object.entries(SHOWN))("the block %s is shown", (_type, pattern) => {
  expect(html).toMatch(pattern);
});

test("the golden page has every block, and every block has a component", () => {
  const types = golden<PageDocument>("page_content_en").body.map((block) => block.type);
  const source = readFileSync("src/blocks/index.ts", "utf8");
  const known = [...source.matchAll(/^ {2}(\w+): \w+,$/gm)].map((match) => match[1]);
  expect([...new Set(types)].sort()).toEqual(Object.keys(SHOWN).sort());
  expect(known.sort()).toEqual(Object.keys(SHOWN).sort());
});

test("a long page has contents, crumbs and the date it was reviewed", () => {
  expect(tags(html, /<li><a href="#[\w-]+">/g).length).toBe(3);
  expect(html).toContain("Last reviewed on 1 October 2026 by Anna Przykładowa");
  expect(tags(html, /<nav class="breadcrumbs".*?<\/nav>/gs)[0]).toContain(">Guides</a>");
});

describe("what this build does not know", () => {
  test("a block is logged once, without its content, and left out", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const block = { type: "hologram", value: { text: "CANARY" }, id: "x" };
    const body = [block, block, ...golden<PageDocument>("page_home_en").body];
    site.api.publish("/en/", { body });
    await site.announce(site.api.version);
    const { status, text } = await site.get("/en/");
    expect(status).toBe(200);
    expect(text).not.toMatch(/CANARY|hologram/);
    expect(text).toContain("Do you need urgent help?");
    expect(warn.mock.calls).toEqual([['[frontend] unknown block type "hologram"']]);
    warn.mockRestore();
  });

  test("a page type gets the plain template", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const page = golden<PageDocument>("page_home_ru");
    site.api.publish("/ru/", { meta: { ...page.meta, type: "events.EventPage" } });
    await site.announce(site.api.version);
    const { status, text } = await site.get("/ru/");
    expect(status).toBe(200);
    expect(text).toContain("<h1>Мы здесь вместе</h1>");
    expect(text).toContain("Нужна срочная помощь?");
    expect(warn.mock.calls).toEqual([['[frontend] unknown page type "events.EventPage"']]);
    warn.mockRestore();
  });
});

test("a link that is no address is shown without one", async () => {
  const value = { name: "N", role: "", phone: "", email: "", address: "", hours: "" };
  const url = "javascript:alert(1)";
  const body = [{ type: "contact_card", value: { ...value, url }, id: "1" }];
  site.api.publish("/pl/", { body });
  await site.announce(site.api.version);
  expect((await site.get("/pl/")).text).not.toContain("javascript:");
});
